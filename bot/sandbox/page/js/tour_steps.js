/** The six steps of the guided tour, in French and in English. */

/**
 * `role` is who does it, `channel` where (by name, `app` for the app's messages; `mail` a place in the post office), `write` what
 * « Me montrer » puts into the composer (given the present month, `2026-11`, where it is a function).
 */
export const STEPS = [
  {
    role: "trainer",
    write: "/incident le projecteur est mort salle B",
    fr: {
      title: "Déclarer",
      text: "Vous êtes formatrice, douze stagiaires attendent. Tapez /incident et ce qui se passe, puis Entrée. Choisissez le type, signalez\u00a0: c'est enregistré.",
    },
    en: {
      title: "Report",
      text: "You are a trainer and twelve trainees are waiting. Type /incident and what is happening, then Enter. Pick the type, submit: it is on record.",
    },
  },
  {
    role: "quality_manager",
    channel: "qualite",
    fr: {
      title: "Prendre en charge",
      text: "Vous voici responsable qualité. La fiche est arrivée dans votre canal\u00a0: ce qui s'est passé, qui s'en occupe, ce qui est dû et quand. Appuyez sur son premier bouton.",
    },
    en: {
      title: "Take on",
      text: "Now you are the quality manager. The card has reached your channel: what happened, who has it, what is due and when. Press its first button.",
    },
  },
  {
    role: "quality_manager",
    channel: "qualite",
    write: "/reclamation attestation SST toujours pas reçue, cinq semaines après la formation",
    fr: {
      title: "Accuser réception",
      text: "Enregistrez une réclamation avec /reclamation, puis appuyez sur «\u00a0Accuser réception\u00a0» sur sa fiche\u00a0: la lettre est déjà écrite, relisez-la et choisissez comment elle part.",
    },
    en: {
      title: "Acknowledge",
      text: "Record a complaint with /reclamation, then press the card's button to acknowledge it: the letter is written, read it and choose how it goes.",
    },
  },
  {
    role: "quality_manager",
    channel: "app",
    fr: {
      title: "Être relancé",
      text: "En haut de la page, ouvrez «\u00a0Avancer\u00a0» et choisissez «\u00a0Prochain rappel\u00a0»\u00a0: l'horloge y va, et ce qui est dû en chemin arrive. Les rappels viennent ici, en message direct.",
    },
    en: {
      title: "Be reminded",
      text: "At the top of the page, open “Move on” and choose “Next reminder”: the clock goes there, and what is due on the way happens. Reminders arrive here, as direct messages.",
    },
  },
  {
    role: "quality_manager",
    mail: "new",
    fr: {
      title: "Trier le courrier",
      text: "«\u00a0Courrier\u00a0» est la boîte de l'école. Inventez un expéditeur et écrivez-lui\u00a0: une fiche sans un mot du message paraît dans le canal qualité. «\u00a0Lire\u00a0» le montre à qui en a le droit, «\u00a0Réclamation\u00a0» ouvre le formulaire rempli.",
    },
    en: {
      title: "Sort the mail",
      text: "“Mail” is the school's mailbox. Invent a sender and write to it: a card without a word of the message is posted in the quality channel. “Read” shows it to those who may, “Complaint” opens the form filled in.",
    },
  },
  {
    role: "quality_manager",
    channel: "qualite",
    write: (month) => `/qualite bilan ${month}`,
    fr: {
      title: "Lire le bilan",
      text: "Deux jours ouvrés avant la réunion, le bilan du mois paraît dans le canal qualité. Pour le lire tout de suite, envoyez /qualite bilan et le mois. Et pour voir une école au travail\u00a0: «\u00a0École\u00a0», puis «\u00a0Charger six mois d'activité\u00a0».",
    },
    en: {
      title: "Read the summary",
      text: "Two working days before the meeting, the month's summary is posted in the quality channel. To read it now, send /qualite bilan and the month. And to see a school at work: “School”, then “Load six months of activity”.",
    },
  },
];
