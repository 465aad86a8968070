"""Reading the JSON that a request to the API for tests carries."""

from flask import request
from flask.typing import ResponseReturnValue


def read_json() -> dict[str, object]:
    """The object in the body. Raises ValueError for anything else."""
    read = request.get_json(silent=True)
    if not isinstance(read, dict):
        raise ValueError("a JSON object is wanted")
    return read


def read_text(name: str, usual: str | None = None) -> str:
    """One text of the object. Raises ValueError where it is missing and has no usual value, or is no text."""
    value = read_json().get(name, usual)
    if not isinstance(value, str):
        raise ValueError(f"{name}: a text is wanted")
    return value


def explain(error: ValueError) -> ResponseReturnValue:
    """Answer what could not be read with 400 and why."""
    return {"error": str(error)}, 400
