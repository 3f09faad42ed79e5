"""What to do at the provider a mailbox is with; where each is from stands in the guide."""

from collections.abc import Mapping

from bot.domain.mail.checkup import MailFault
from bot.domain.mail.providers import Provider
from bot.ui.texts.language import Text

_MICROSOFT_APPLICATION = Text(
    fr=(
        "Microsoft 365 : l'application Entra a IMAP.AccessAsApp et SMTP.SendAsApp d'Office 365 "
        "Exchange Online (pas de Graph), avec le consentement de l'administrateur ; puis "
        "New-ServicePrincipal avec l'identifiant d'objet de l'application d'entreprise (et non "
        "de son inscription), et Add-MailboxPermission … FullAccess sur la boîte."
    ),
    en=(
        "Microsoft 365: the Entra application has IMAP.AccessAsApp and SMTP.SendAsApp of Office "
        "365 Exchange Online (not of Graph), with the administrator's consent; then "
        "New-ServicePrincipal with the object id of the enterprise application (not of its "
        "registration), and Add-MailboxPermission … FullAccess on the mailbox."
    ),
)
BY_PROVIDER: Mapping[tuple[Provider, MailFault], Text] = {
    (Provider.OVH, MailFault.LOGIN_REFUSED): Text(
        fr=(
            "OVHcloud (MX Plan) : l'utilisateur est l'adresse entière. Zimbra y est mis en place "
            "peu à peu : reprenez l'hôte que montre votre espace client."
        ),
        en=(
            "OVHcloud (MX Plan): the user is the whole address. Zimbra is being rolled out there: "
            "take the host that your console shows."
        ),
    ),
    (Provider.OVH, MailFault.UNREACHABLE): Text(
        fr="OVHcloud (MX Plan) : ssl0.ovh.net, ports 993 et 465.",
        en="OVHcloud (MX Plan): ssl0.ovh.net, ports 993 and 465.",
    ),
    (Provider.IONOS, MailFault.LOGIN_REFUSED): Text(
        fr="Ionos : l'identification se fait par le mot de passe de la boîte.",
        en="Ionos: login is by the mailbox's password.",
    ),
    (Provider.IONOS, MailFault.UNREACHABLE): Text(
        fr="Ionos : imap.ionos.fr, port 993, et smtp.ionos.fr, port 465.",
        en="Ionos: imap.ionos.fr, port 993, and smtp.ionos.fr, port 465.",
    ),
    (Provider.IONOS, MailFault.TRIAL_REFUSED): Text(
        fr=(
            "Ionos : « 450 Mail send limit exceeded » vient après 50 courriels par heure la "
            "première semaine, 500 après trente jours."
        ),
        en=(
            "Ionos: “450 Mail send limit exceeded” comes after 50 mails an hour in the first week, "
            "500 after thirty days."
        ),
    ),
    (Provider.GANDI, MailFault.LOGIN_REFUSED): Text(
        fr="Gandi : l'identification se fait par le mot de passe de la boîte.",
        en="Gandi: login is by the mailbox's password.",
    ),
    (Provider.INFOMANIAK, MailFault.LOGIN_REFUSED): Text(
        fr="Infomaniak : il faut un mot de passe d'appareil, créé pour cette boîte.",
        en="Infomaniak: a device password is needed, made for this mailbox.",
    ),
    (Provider.INFOMANIAK, MailFault.TRIAL_REFUSED): Text(
        fr="Infomaniak : 1 440 destinataires par 24 heures glissantes, 500 en offre gratuite.",
        en="Infomaniak: 1,440 recipients within any 24 hours, 500 for free.",
    ),
    (Provider.GOOGLE, MailFault.LOGIN_REFUSED): Text(
        fr=(
            "Google : le mot de passe du compte ne sert plus depuis mai 2025. Créez un mot de "
            "passe d'application ; il demande la validation en deux étapes, et "
            "l'administrateur peut l'interdire."
        ),
        en=(
            "Google: the account's password has not served since May 2025. Make an app password; "
            "it needs 2-step verification, and the administrator may forbid it."
        ),
    ),
    (Provider.MICROSOFT, MailFault.LOGIN_REFUSED): Text(
        fr=(
            "Microsoft 365 : une boîte ne se lit plus qu'avec OAuth2 (VIGIE_MAIL_OAUTH_…). "
            "À l'envoi, « 550 5.7.30 » dit que le mot de passe n'est plus admis."
        ),
        en=(
            "Microsoft 365: a mailbox is read with OAuth2 only (VIGIE_MAIL_OAUTH_…). On sending, "
            "“550 5.7.30” says that a password is no longer admitted."
        ),
    ),
    (Provider.MICROSOFT, MailFault.PASSWORD_ENDS): Text(
        fr=(
            "Annonce du 27 janvier 2026 : rien ne change jusqu'à fin décembre 2026 ; ensuite il "
            "est coupé par défaut, et l'administrateur peut le rétablir."
        ),
        en=(
            "Announced on 27 January 2026: nothing changes until the end of December 2026; then it "
            "is off by default, and the administrator can turn it on again."
        ),
    ),
    (Provider.MICROSOFT, MailFault.TOKEN_NOT_GIVEN): Text(
        fr="Microsoft 365 : VIGIE_MAIL_OAUTH_SCOPE=https://outlook.office365.com/.default",
        en="Microsoft 365: VIGIE_MAIL_OAUTH_SCOPE=https://outlook.office365.com/.default",
    ),
    (Provider.MICROSOFT, MailFault.TOKEN_NOT_TAKEN): _MICROSOFT_APPLICATION,
    (Provider.ORANGE, MailFault.LOGIN_REFUSED): Text(
        fr="Orange (particuliers) : autorisez d'abord les applications tierces dans le compte.",
        en="Orange (consumers): first allow third-party programs in the account.",
    ),
    (Provider.ORANGE, MailFault.TRIAL_REFUSED): Text(
        fr="Orange (particuliers) : on n'y envoie pas sous un domaine à soi.",
        en="Orange (consumers): one cannot send there under a domain of one's own.",
    ),
}
