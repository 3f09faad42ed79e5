/** The value an element has before anybody touched it. */

const optionValues = (options) => (options ?? []).map((option) => option.value);

/** @param {object} element @returns {unknown} in the form the sandbox's API wants */
export function initialValue(element) {
  switch (element.type) {
    case "plain_text_input":
    case "email_text_input":
    case "url_text_input":
    case "number_input":
      return element.initial_value ?? null;
    case "rich_text_input":
      return element.initial_value ?? null;
    case "static_select":
    case "external_select":
    case "radio_buttons":
      return element.initial_option?.value ?? null;
    case "multi_static_select":
    case "multi_external_select":
    case "checkboxes":
      return optionValues(element.initial_options);
    case "datepicker":
      return element.initial_date ?? null;
    case "timepicker":
      return element.initial_time ?? null;
    case "datetimepicker":
      return element.initial_date_time ?? null;
    case "file_input":
      return [];
    default:
      return initialIds(element);
  }
}

/** `users_select` has `initial_user`, `multi_users_select` has `initial_users`, and so on. */
function initialIds(element) {
  const [, many, kind] = /^(multi_)?(user|conversation|channel)s_select$/.exec(element.type) ?? [];
  if (!kind) return null;
  return many ? element[`initial_${kind}s`] ?? [] : element[`initial_${kind}`] ?? null;
}
