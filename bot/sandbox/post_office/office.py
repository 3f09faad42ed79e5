"""The post office: the letters that it took, what came to the school, and who is on holiday."""

from bot.clock import Clock
from bot.sandbox.changes import Changes, PostChanged
from bot.sandbox.identifiers import Identifiers
from bot.sandbox.post_office import writing
from bot.sandbox.post_office.folders import Folder
from bot.sandbox.post_office.mails import Mail, Way
from bot.sandbox.post_office.moods import Mood, Moods
from bot.sandbox.post_office.writing import UnwritableError, Words

SCHOOL = "contact@ecole.example"
_DOMAIN = "example.org"


class PostOffice:
    """Takes letters by SMTP (`SmtpService`) and files what people answer into the school's inbox.

    `has_sent_copies`: the provider keeps a copy of what it took. `port` is where it listens.
    Changed in the sandbox's loop; the folders are read from any thread.
    """

    def __init__(self, clock: Clock, ids: Identifiers, changes: Changes) -> None:
        self._clock, self._ids, self._changes = clock, ids, changes
        self.moods = Moods()
        self.inbox, self.sent = Folder(uidvalidity=1), Folder(uidvalidity=1)
        self.has_sent_copies = True
        self.port = 0
        self.mails: dict[str, Mail] = {}
        self.on_holiday: set[str] = set()
        self._told_away: set[str] = set()

    @property
    def smtp_url(self) -> str:
        """In clear: it goes no further than this machine."""
        return f"smtp://127.0.0.1:{self.port}"

    def letters(self) -> list[Mail]:
        """What the school sent, oldest first."""
        return [one for one in self.mails.values() if one.way is Way.SENT]

    def letter(self, mail_id: str) -> Mail:
        """A letter that the school sent. Raises UnwritableError."""
        mail = self.mails.get(mail_id)
        if mail is None or mail.way is not Way.SENT:
            raise UnwritableError("the school sent no such letter")
        return mail

    def take(self, raw: bytes, *, sender: str, recipient: str) -> Mail:
        """Take a letter of the school; a mailbox on holiday answers it, once."""
        mail = self._keep(raw, way=Way.SENT, sender=sender, recipient=recipient)
        if self.has_sent_copies:
            self.sent.add(raw, at=mail.at)
        if recipient in self.on_holiday - self._told_away:
            self._told_away.add(recipient)
            raw = writing.away_notice(mail, at=self._clock.now(), message_id=self._new_id())
            self.arrive(raw, sender=recipient)
        return mail

    def write(self, words: Words) -> Mail:
        """Somebody writes to the school. Raises UnwritableError."""
        at, message_id = self._clock.now(), self._new_id()
        raw = writing.written(words, to=SCHOOL, at=at, message_id=message_id)
        return self.arrive(raw, sender=words.sender)

    def answer(self, mail_id: str, text: str) -> Mail:
        """Who got that letter answers it. Raises UnwritableError."""
        letter = self.letter(mail_id)
        at, message_id = self._clock.now(), self._new_id()
        raw = writing.answer_to(letter, text, at=at, message_id=message_id)
        return self.arrive(raw, sender=letter.recipient)

    def bounce(self, mail_id: str) -> Mail:
        """That letter comes back as undeliverable. Raises UnwritableError."""
        letter = self.letter(mail_id)
        raw = writing.bounce_of(letter, at=self._clock.now(), message_id=self._new_id())
        return self.arrive(raw, sender="")

    def arrive(self, raw: bytes, *, sender: str) -> Mail:
        """Put a mail into the school's inbox, whatever it holds."""
        mail = self._keep(raw, way=Way.CAME, sender=sender, recipient=SCHOOL)
        self.inbox.add(raw, at=mail.at)
        return mail

    def set_holiday(self, address: str, *, is_away: bool) -> None:
        (self.on_holiday.add if is_away else self.on_holiday.discard)(address)
        self._told_away.discard(address)
        self._changes.tell(PostChanged())

    def become(self, mood: Mood) -> None:
        """Let this befall the next letter."""
        self.moods.become(mood)
        self._changes.tell(PostChanged())

    def next_mood(self) -> Mood:
        """What befalls the letter that is coming in."""
        mood = self.moods.next()
        if mood is not Mood.TAKE:
            self._changes.tell(PostChanged())
        return mood

    def _keep(self, raw: bytes, *, way: Way, sender: str, recipient: str) -> Mail:
        mail = Mail(
            id=self._ids.next("M"),
            way=way,
            sender=sender,
            recipient=recipient,
            at=self._clock.now(),
            raw=raw,
        )
        self.mails[mail.id] = mail
        self._changes.tell(PostChanged())
        return mail

    def _new_id(self) -> str:
        return f"<{self._ids.next('mail')}.{self._ids.view_hash()}@{_DOMAIN}>"
