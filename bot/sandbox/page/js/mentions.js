/** People in a text: « @Léa Marchand » while one writes, `<@U…>` as Slack keeps it. */

/** What was typed as it is sent; longest names first, as one may begin another. */
export function toSent(text, scene) {
  const named = scene.people().filter(({ real_name: name }) => name)
    .toSorted((one, other) => other.real_name.length - one.real_name.length);
  return named.reduce((written, { id, real_name: name }) => written.replaceAll(`@${name}`, `<@${id}>`), text);
}

/** What is kept as it is typed. */
export function toTyped(text, scene) {
  return text.replace(/<@(\w+)(?:\|[^>]*)?>/g, (_, id) => `@${scene.personName(id)}`);
}
