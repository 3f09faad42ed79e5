"""What to do about each fault of mail, whoever the provider is."""

from collections.abc import Mapping

from bot.domain.mail.checkup import MailFault
from bot.ui.texts.language import Text

_LOOK_AT_ADDRESS = Text(
    fr="Vérifiez l'hôte et le port dans {variable}, et que le pare-feu laisse sortir.",
    en="Check host and port in {variable}, and that the firewall lets it out.",
)
_TAKE_AUTHSERV = Text(
    fr="Si {by} est bien le serveur de votre fournisseur : VIGIE_MAIL_AUTHSERV={by}",
    en="If {by} is your provider's server indeed: VIGIE_MAIL_AUTHSERV={by}",
)
REMEDY: Mapping[MailFault, Text] = {
    MailFault.NO_OUTGOING: Text(fr="Pour envoyer : VIGIE_SMTP_URL.", en="To send: VIGIE_SMTP_URL."),
    MailFault.NO_INCOMING: Text(
        fr="Pour lire une boîte : VIGIE_IMAP_URL.", en="To read a mailbox: VIGIE_IMAP_URL."
    ),
    MailFault.UNREACHABLE: _LOOK_AT_ADDRESS,
    MailFault.SLOW: _LOOK_AT_ADDRESS,
    MailFault.DROPPED: Text(
        fr="Vérifiez le port : 465 chiffre d'emblée (smtps://), 587 après (smtp+starttls://).",
        en="Check the port: 465 encrypts at once (smtps://), 587 later (smtp+starttls://).",
    ),
    MailFault.CERTIFICATE: Text(
        fr=(
            "Écrivez l'hôte tel que le certificat le nomme. Si une autorité privée l'a signé, "
            "donnez son certificat dans VIGIE_MAIL_CA_FILE. Vigie n'accepte jamais sans vérifier."
        ),
        en=(
            "Write the host as the certificate names it. If a private authority signed it, give "
            "its certificate in VIGIE_MAIL_CA_FILE. Vigie never accepts one unchecked."
        ),
    ),
    MailFault.TLS: Text(
        fr="Vérifiez le port et le début de {variable} ; il faut TLS 1.2 ou mieux.",
        en="Check the port and the beginning of {variable}; TLS 1.2 or better is needed.",
    ),
    MailFault.NO_STARTTLS: Text(
        fr="Essayez smtps:// avec le port 465.", en="Try smtps:// with port 465."
    ),
    MailFault.NO_LOGIN: Text(
        fr="Demandez au fournisseur quelle identification il attend : mot de passe, ou OAuth2.",
        en="Ask the provider which login it expects: a password, or OAuth2.",
    ),
    MailFault.LOGIN_REFUSED: Text(
        fr="Vérifiez VIGIE_MAIL_USER (souvent l'adresse entière) et VIGIE_MAIL_PASSWORD.",
        en="Check VIGIE_MAIL_USER (often the whole address) and VIGIE_MAIL_PASSWORD.",
    ),
    MailFault.TOKEN_NOT_GIVEN: Text(
        fr="Vérifiez VIGIE_MAIL_OAUTH_CLIENT_ID, …_CLIENT_SECRET, …_SCOPE et …_TOKEN_URL.",
        en="Check VIGIE_MAIL_OAUTH_CLIENT_ID, …_CLIENT_SECRET, …_SCOPE and …_TOKEN_URL.",
    ),
    MailFault.TOKEN_NOT_TAKEN: Text(
        fr="Donnez à l'application le droit d'ouvrir cette boîte, et vérifiez VIGIE_MAIL_USER.",
        en="Let the application open this mailbox, and check VIGIE_MAIL_USER.",
    ),
    MailFault.TOKENS_UNREACHABLE: Text(
        fr="Vérifiez VIGIE_MAIL_OAUTH_TOKEN_URL, et que le pare-feu laisse sortir HTTPS.",
        en="Check VIGIE_MAIL_OAUTH_TOKEN_URL, and that the firewall lets HTTPS out.",
    ),
    MailFault.ODD_ANSWER: _LOOK_AT_ADDRESS,
    MailFault.NO_FOLDER: Text(
        fr="Écrivez le dossier tel que la boîte le nomme, à la fin de VIGIE_IMAP_URL.",
        en="Write the folder as the mailbox calls it, at the end of VIGIE_IMAP_URL.",
    ),
    MailFault.NO_SENT: Text(
        fr="Créez-y un dossier « Sent », ou réglez VIGIE_MAIL_SENT=none.",
        en="Make a folder “Sent” in it, or set VIGIE_MAIL_SENT=none.",
    ),
    MailFault.OTHER_SENDER: Text(
        fr="Certains fournisseurs le refusent. Mieux vaut la même adresse dans VIGIE_MAIL_FROM.",
        en="Some providers refuse that. The same address in VIGIE_MAIL_FROM is better.",
    ),
    MailFault.PASSWORD_ENDS: Text(
        fr="Passez à OAuth2 : VIGIE_MAIL_OAUTH_… (guide de l'administrateur).",
        en="Change to OAuth2: VIGIE_MAIL_OAUTH_… (the administrator's guide).",
    ),
    MailFault.SILENT: Text(
        fr="Si du courrier était attendu, voyez si une règle le range ailleurs.",
        en="If mail was expected, see whether a rule puts it elsewhere.",
    ),
    MailFault.IN_JUNK: Text(
        fr="Vigie ne lit pas ce dossier : regardez si une réclamation s'y trouve.",
        en="Vigie does not read that folder: look whether a complaint is in it.",
    ),
    MailFault.TRIAL_REFUSED: Text(
        fr="Vérifiez que la boîte peut envoyer sous l'adresse de VIGIE_MAIL_FROM.",
        en="Check that the mailbox may send under the address in VIGIE_MAIL_FROM.",
    ),
    MailFault.TRIAL_UNCERTAIN: Text(
        fr="Regardez dans la boîte si « {subject} » y est, puis réessayez.",
        en="Look in the mailbox whether “{subject}” is there, then try again.",
    ),
    MailFault.TRIAL_NOT_SEEN: Text(
        fr="Regardez dans les autres dossiers, et dans les règles de la boîte ; puis réessayez.",
        en="Look in the other folders, and at the mailbox's rules; then try again.",
    ),
    MailFault.TRIAL_IN_JUNK: Text(
        fr="Marquez-le comme désirable, et vérifiez SPF, DKIM et DMARC de votre domaine.",
        en="Mark it as wanted, and check SPF, DKIM and DMARC of your domain.",
    ),
    MailFault.CLOCK_APART: Text(
        fr="Les échéances courent depuis l'heure du serveur : mettez la machine à l'heure par NTP.",
        en="Deadlines run from the server's time: set this machine's clock by NTP.",
    ),
    MailFault.NO_PROOF: Text(
        fr="Les réponses restent proposées, au lieu d'être rattachées d'elles-mêmes.",
        en="Answers stay proposed, instead of being attached by themselves.",
    ),
    MailFault.OTHER_AUTHSERV: _TAKE_AUTHSERV,
    MailFault.AUTHSERV_NOT_SET: _TAKE_AUTHSERV,
    MailFault.NOT_VOUCHED_FOR: Text(
        fr="Vérifiez SPF, DKIM et DMARC de votre domaine chez votre fournisseur.",
        en="Check SPF, DKIM and DMARC of your domain at your provider.",
    ),
}
