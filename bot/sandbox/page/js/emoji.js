/** Emoji by their short name: those the app and its users are likely to write. */

const BY_NAME = {
  "+1": "👍", "-1": "👎", 100: "💯", adhesive_bandage: "🩹", alarm_clock: "⏰", ambulance: "🚑", arrow_down: "⬇️",
  arrow_left: "⬅️", arrow_right: "➡️", arrow_up: "⬆️", back: "🔙", bar_chart: "📊", bell: "🔔",
  blue_circle: "🔵", book: "📖", books: "📚", bookmark: "🔖", broken_heart: "💔", bulb: "💡",
  busts_in_silhouette: "👥", calendar: "📆", camera: "📷", chart_with_downwards_trend: "📉",
  chart_with_upwards_trend: "📈", clap: "👏", clipboard: "📋", clock1: "🕐", closed_book: "📕",
  construction: "🚧", date: "📅", email: "📧", envelope: "✉️", exclamation: "❗", eyes: "👀",
  file_folder: "📁", fire: "🔥", fire_extinguisher: "🧯", gear: "⚙️", green_circle: "🟢",
  grey_question: "❔", hammer_and_wrench: "🛠️", handshake: "🤝", heart: "❤️", heavy_check_mark: "✔️",
  heavy_plus_sign: "➕", helmet_with_white_cross: "⛑️", hourglass: "⌛", hourglass_flowing_sand: "⏳",
  house: "🏠", inbox_tray: "📥", information_source: "ℹ️", key: "🔑", label: "🏷️", large_blue_circle: "🔵",
  large_green_circle: "🟢", large_orange_circle: "🟠", large_red_square: "🟥", large_yellow_circle: "🟡",
  lightning: "🌩️", link: "🔗", lock: "🔒", loudspeaker: "📢", mag: "🔍", mailbox: "📫",
  male_fire_fighter: "👨‍🚒", memo: "📝", mortar_board: "🎓", movie_camera: "🎥", no_entry: "⛔",
  no_entry_sign: "🚫", ok: "🆗", ok_hand: "👌", open_file_folder: "📂", orange_circle: "🟠",
  outbox_tray: "📤", page_facing_up: "📄", paperclip: "📎", pencil: "📝", pencil2: "✏️",
  people_hugging: "🫂", phone: "☎️", point_right: "👉", pray: "🙏", pushpin: "📌", question: "❓",
  red_circle: "🔴", repeat: "🔁", rocket: "🚀", rotating_light: "🚨", school: "🏫", scroll: "📜",
  shield: "🛡️", slightly_smiling_face: "🙂", smile: "😄", sos: "🆘", sparkles: "✨",
  speech_balloon: "💬", star: "⭐", stopwatch: "⏱️", studio_microphone: "🎙️", tada: "🎉",
  telephone_receiver: "📞", thinking_face: "🤔", thumbsdown: "👎", thumbsup: "👍", timer_clock: "⏲️",
  triangular_flag_on_post: "🚩", unlock: "🔓", warning: "⚠️", wave: "👋", wastebasket: "🗑️",
  white_check_mark: "✅", white_circle: "⚪", wrench: "🔧", x: "❌", zap: "⚡",
};

/** The character for a short name, `null` for one we do not know. */
export function emojiNamed(name) {
  return Object.hasOwn(BY_NAME, name) ? BY_NAME[name] : null;
}

/** `text` with each known `:name:` replaced; an unknown one stays as typed. */
export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+-]+):/g, (typed, name) => emojiNamed(name) ?? typed);
}
