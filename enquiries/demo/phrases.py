"""What the people of a demo history write, and their first names."""

from collections.abc import Mapping, Sequence
from typing import Final

FIRST_NAMES: Final = (
    *("Alex", "Ben", "Carys", "Chloe", "Dan", "Ewa", "Farah", "Gareth", "Grace", "Hannah", "Imran", "Jack"),
    *("Jess", "Joan", "Karol", "Kate", "Laura", "Lucy", "Malik", "Maria", "Megan", "Mo", "Nia", "Noah"),
    *("Olga", "Paul", "Pedro", "Rachel", "Rhys", "Rosa", "Sean", "Sofia", "Steve", "Tariq", "Wendy", "Yusuf"),
)

FIRST_TEXTS: Final[Mapping[str, Sequence[str]]] = {
    "en": (
        "",
        "",
        "please",
        "me please",
        "I drink too much and can't stop",
        "I need to talk to someone about coke",
        "my brother is drinking every day",
        "my daughter needs help with drugs",
        "can someone call me",
        "is it free?",
        "I can't go on drinking like this",
    ),
    "cy": ("dwi angen help gyda alcohol", "mae fy mrawd yn yfed gormod"),
    "es": ("", "bebo demasiado, llámame por favor", "para mi hermano"),
    "pl": ("", "piję za dużo, proszę zadzwonić", "dla brata"),
}

IN_DANGER: Final = (
    "I stopped drinking two days ago and I'm shaking badly and seeing things",
    "my partner took too many pills tonight",
    "my brother has taken an overdose",
)

SPAM: Final = (
    "Congratulations! You have won a new phone, click the link",
    "Fast loans today, no checks, text back",
    "Rank your website first on search, ask for our prices",
)

FORM_MESSAGES: Final = (
    None,
    None,
    "I would like to know what treatment costs.",
    "My husband wants to stop drinking.",
    "I have tried to stop three times.",
    "I'm asking about the day programme.",
)

ASKS_AGAIN: Final = (
    "Could someone call me again please?",
    "Hi, I have another question, please call me",
    "I've thought about it, can you call me",
)

NOTES: Final = (
    "Wants to talk to her husband first.",
    "Sent the list of meetings.",
    "GP knows.",
    "Drinks in the evenings, works in the day.",
)

SLOW_NOTE: Final = "On another call, will ring next."
