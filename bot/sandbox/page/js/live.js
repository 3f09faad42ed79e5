/** The live connection: frames as they come, and a new try when it breaks. */

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 8000;

/**
 * @param {string} as the person's id
 * @param {{onframe: (frame: object) => void, onstate: (connected: boolean) => void}} listeners
 */
export function listen(as, { onframe, onstate }) {
  let wait = FIRST_RETRY_MS;
  const connect = () => {
    const socket = new WebSocket(`ws://${location.host}/sandbox/live?as=${encodeURIComponent(as)}`);
    socket.addEventListener("message", ({ data }) => {
      const frame = JSON.parse(data);
      if (frame.type === "ready") {
        wait = FIRST_RETRY_MS;
        onstate(true);
      }
      onframe(frame);
    });
    socket.addEventListener("close", () => {
      onstate(false);
      setTimeout(connect, wait);
      wait = Math.min(wait * 2, LONGEST_RETRY_MS);
    });
  };
  connect();
}
