import { Zip, ZipDeflate } from 'fflate';

/** A file of an archive, piece by piece. */
export interface ZippedFile {
  name: string;
  pieces: AsyncIterable<string>;
}

/**
 * A ZIP archive that is made while it is read: no more than a piece and its compressed form are in memory,
 * and the next is asked for when the reader has taken them.
 */
export function zipStream(files: AsyncIterable<ZippedFile>): ReadableStream<Uint8Array> {
  const parts = zipped(files);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value, done } = await parts.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await parts.return(undefined);
      },
    },
    { highWaterMark: 1 },
  );
}

async function* zipped(files: AsyncIterable<ZippedFile>): AsyncGenerator<Uint8Array, undefined> {
  const encoder = new TextEncoder();
  let made: Uint8Array[] = [];
  const archive = new Zip((error, part) => {
    if (error) throw error;
    if (part.length > 0) made.push(part);
  });
  const take = () => {
    const taken = made;
    made = [];
    return taken;
  };
  for await (const { name, pieces } of files) {
    const file = new ZipDeflate(name, { level: 6 });
    archive.add(file);
    for await (const piece of pieces) {
      file.push(encoder.encode(piece));
      yield* take();
    }
    file.push(new Uint8Array(), true);
    yield* take();
  }
  archive.end();
  yield* take();
  return undefined;
}
