"""Writing setup files."""


def table(name: str, /, **values: object) -> str:
    """One `[[name]]` table of a setup file: texts, numbers and lists of these."""
    # TOML writes them as Python does, but for the quotes.
    lines = (f"{key} = {value!r}".replace("'", '"') for key, value in values.items())
    return "\n".join([f"[[{name}]]", *lines, "", ""])
