"""What a petition says: sealed when it is written down, read for a moment, erased with its key."""

from feedback.domain.lodging import file_title
from feedback.domain.words import Words
from feedback.extensions import current_texts
from feedback.models.petition import Petition
from feedback.services.subject.identities import as_stored
from feedback.vault.data_keys import DataKey
from feedback.vault.words import TITLE


def write(petition: Petition, words: Words, key: DataKey) -> None:
    """Seal the words, and what the petition is called by them as the kind it now is."""
    texts, title = current_texts(), title_of(petition, words)
    petition.content = texts.seal(words, key, petition.uid)
    petition.title = texts.seal_text(title, TITLE, key, petition.uid)


def read(petition: Petition) -> Words:
    return current_texts().words(as_stored(petition, petition.content))


def title_of(petition: Petition, words: Words) -> str:
    return file_title(petition.kind, petition.channel, words.story)
