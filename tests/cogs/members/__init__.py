"""Tests of assemblies, their rolls, and what people are told of themselves."""
