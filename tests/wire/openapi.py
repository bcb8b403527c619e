"""Discord's own description of its interface, held against every request."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

DOCUMENT = Path(__file__).parents[3] / "shared" / "data" / "discord-openapi" / "openapi.json"
_URI = "urn:discord"


class Contract:
    """Says what is wrong with a request, by Discord's published document."""

    def __init__(self, document: dict[str, Any]) -> None:
        # Discord takes a snowflake as a number too, and discord.py sends some so.
        document["components"]["schemas"]["SnowflakeType"] = {"type": ["string", "integer"]}
        _take_bits_as_text(document)
        self._paths = sorted(
            ((_pattern(path), path) for path in document["paths"]), key=lambda pair: pair[1].count("{")
        )
        self._document = document
        resource: Resource[Any] = DRAFT202012.create_resource(document)
        self._registry: Registry[Any] = Registry().with_resource(_URI, resource)
        self._validators: dict[str, Draft202012Validator] = {}
        self._known: dict[tuple[str, str, str], str | None] = {}

    def complaint(self, method: str, path: str, body: object) -> str | None:
        """What is wrong with the request, or None."""
        template = next((known for pattern, known in self._paths if pattern.fullmatch(path)), None)
        operation = self._document["paths"].get(template, {}).get(method.lower())
        if template is None or operation is None:
            return f"{method} {path} is no route of Discord's"
        if "requestBody" not in operation or body is None:
            return None
        return self._judged(template, method, json.dumps(body, sort_keys=True))

    def _judged(self, template: str, method: str, body: str) -> str | None:
        """Reads each body once: every bot that is started sends the same long list of commands."""
        key = template, method, body
        if key not in self._known:
            self._known[key] = self._read(template, method, json.loads(body))
        return self._known[key]

    def _read(self, template: str, method: str, body: object) -> str | None:
        error = best_match(self._validator(template, method.lower()).iter_errors(body))
        return None if error is None else f"{method} {template}: {error.json_path}: {error.message[:300]}"

    def _validator(self, template: str, method: str) -> Draft202012Validator:
        escaped = template.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")
        pointer = f"{_URI}#/paths/{escaped}/{method}/requestBody/content/application~1json/schema"
        if pointer not in self._validators:
            self._validators[pointer] = Draft202012Validator({"$ref": pointer}, registry=self._registry)
        return self._validators[pointer]


def _take_bits_as_text(document: dict[str, Any]) -> None:
    """Discord's guide says that permission bits are text, its document numbers: it takes both."""
    put = document["paths"]["/channels/{channel_id}/permissions/{overwrite_id}"]["put"]["requestBody"]
    written = put["content"]["application/json"]["schema"]
    for schema in (document["components"]["schemas"]["ChannelPermissionOverwriteRequest"], written):
        for bits in ("allow", "deny"):
            schema["properties"][bits] = {"type": ["integer", "string", "null"]}


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{[^}]*\\}|\{[^}]*\}", "[^/]+", template))


@cache
def contract() -> Contract | None:
    """The contract, where the document is at hand."""
    return Contract(json.loads(DOCUMENT.read_text())) if DOCUMENT.exists() else None
