package io.karst.storage.rocks;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a commit with bulk loads is about to do, on stable storage before it begins: table files are
 * moved into families one family at a time, and the commit's batch follows. Once the intent is
 * there the commit has happened; opening the database completes it.
 *
 * <pre>
 * magic u32 "KL01" | body length u32 | CRC32C of the body u32 | body
 * body: commit sequence u64 | loads u16 | load* | batch length u32, encoded batch
 * load: family id u32, family name utf | files u16, file name utf *
 * </pre>
 *
 * Big endian; utf: length u16, modified UTF-8. File names are relative to the intent's directory.
 *
 * @param sequence the commit's sequence; the head of a database that holds it is not smaller
 * @param loads what goes where
 * @param batch the commit's batch, as {@code CommitEncoding} writes it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LoadIntent(long sequence, List<Load> loads, byte[] batch) {
  private static final int MAGIC = 0x4B4C3031;
  private static final int HEADER_BYTES = 12;
  private static final String NAME = "INTENT";

  /**
   * Table files for one family.
   *
   * @param files names in the directory of the intent
   */
  record Load(int spaceId, String spaceName, List<String> files) {}

  /** Writes the intent; it is durable, and so are the names of all files beside it. */
  void write(Path directory) throws IOException {
    byte[] body = body();
    ByteBuffer record = ByteBuffer.allocate(HEADER_BYTES + body.length);
    record.putInt(MAGIC).putInt(body.length).putInt(checksum(body)).put(body).flip();
    Path temporary = directory.resolve(NAME + ".new");
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      while (record.hasRemaining()) {
        channel.write(record);
      }
      channel.force(true);
    }
    syncDirectory(directory); // the table files first: a name of the intent means they are there
    Files.move(temporary, directory.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
    syncDirectory(directory);
  }

  /**
   * The intent in a directory, or null if there is none.
   *
   * @throws KarstException DATA_CORRUPTED if there is one that cannot be read
   */
  static @Nullable LoadIntent read(Path directory) {
    Path file = directory.resolve(NAME);
    if (!Files.exists(file)) {
      return null;
    }
    try {
      return decode(ByteBuffer.wrap(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new KarstException(ErrorCode.IO_ERROR, "cannot read " + file, e);
    }
  }

  /** Says that the commit is complete. */
  static void remove(Path directory) throws IOException {
    Files.deleteIfExists(directory.resolve(NAME));
  }

  byte[] body() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(sequence);
      out.writeShort(loads.size());
      for (Load load : loads) {
        out.writeInt(load.spaceId());
        out.writeUTF(load.spaceName());
        out.writeShort(load.files().size());
        for (String name : load.files()) {
          out.writeUTF(name);
        }
      }
      out.writeInt(batch.length);
      out.write(batch);
    }
    return bytes.toByteArray();
  }

  /** Reads a whole record; it was renamed into place, so that a cut one is damage. */
  private static LoadIntent decode(ByteBuffer record) throws IOException {
    if (record.remaining() < HEADER_BYTES || record.getInt() != MAGIC) {
      throw damaged();
    }
    int length = record.getInt();
    int expected = record.getInt();
    byte[] body = new byte[record.remaining()];
    record.get(body);
    if (length != body.length || checksum(body) != expected) {
      throw damaged();
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
    long sequence = in.readLong();
    List<Load> loads = new ArrayList<>();
    for (int i = in.readUnsignedShort(); i > 0; i--) {
      int id = in.readInt();
      String name = in.readUTF();
      List<String> files = new ArrayList<>();
      for (int f = in.readUnsignedShort(); f > 0; f--) {
        files.add(in.readUTF());
      }
      loads.add(new Load(id, name, files));
    }
    return new LoadIntent(sequence, loads, in.readNBytes(in.readInt()));
  }

  private static KarstException damaged() {
    return new KarstException(ErrorCode.DATA_CORRUPTED, "the intent of a bulk load is damaged");
  }

  private static int checksum(byte[] body) {
    CRC32C checksum = new CRC32C();
    checksum.update(body, 0, body.length);
    return (int) checksum.getValue();
  }

  /** Makes names durable; where directories cannot be opened, renames are durable by themselves. */
  private static void syncDirectory(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException ignored) {
      // Not supported by the file system.
    }
  }
}
