import { Socket } from 'node:net';

/**
 * A socket that sends what is written in one turn of the event loop in one piece: the beginning of a transaction with
 * its first statements, and statements that do not wait for each other. Each piece costs a system call here and one
 * on the other side.
 */
export function gatheringSocket(): Socket {
  const socket = new Socket();
  const write = socket.write.bind(socket) as (...given: unknown[]) => boolean;
  let isGathering = false;
  socket.write = (...given: unknown[]) => {
    if (!isGathering && !socket.connecting) {
      isGathering = true;
      socket.cork();
      process.nextTick(() => {
        isGathering = false;
        socket.uncork();
      });
    }
    return write(...given);
  };
  return socket;
}
