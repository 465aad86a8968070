"""Whole conversations: what a person texts, what they read, and what those who call them read."""

from pathlib import Path

import pytest

from tests.conversations.conversation import Conversation, ConversationPlayer, conversations
from tests.support.ringback import Ringback

CONVERSATIONS = list(conversations(Path(__file__).parent))


@pytest.mark.parametrize("conversation", CONVERSATIONS, ids=lambda conversation: conversation.title)
def test_conversation(ringback: Ringback, conversation: Conversation) -> None:
    ConversationPlayer(ringback, conversation).play()


def test_each_has_a_title_of_its_own() -> None:
    titles = [conversation.title for conversation in CONVERSATIONS]
    assert sorted(set(titles)) == sorted(titles)
