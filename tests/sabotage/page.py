def markdown() -> str:
    return ""
