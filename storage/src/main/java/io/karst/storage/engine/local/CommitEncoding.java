package io.karst.storage.engine.local;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A commit batch as bytes, for a journal outside the store.
 *
 * <pre>
 * u8 version (1) | i64 timestamp | u32 spaces | (u32 id, utf name)*
 * | u32 entries | (u32 space index, u32 key length, key, i32 value length or -1, value)*
 * </pre>
 *
 * An entry with an empty key removes everything from its space.
 */
public final class CommitEncoding {
  private static final int VERSION = 1;

  private CommitEncoding() {}

  /** Finds the space that an encoded commit means; null if it is gone. */
  public interface SpaceLookup {
    @Nullable StoreSpace find(int id, String name);
  }

  /** The bytes of a batch; the sequence is not part of them. */
  public static byte[] encode(CommitBatch batch) {
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream((int) Math.min(1 << 30, batch.byteSize() + 16L * batch.size()));
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(batch.head().timestampMicros());
      writeEntries(batch, writeSpaces(batch, out), out);
    } catch (IOException e) {
      throw new KarstException(ErrorCode.INTERNAL, "cannot encode a commit", e);
    }
    return bytes.toByteArray();
  }

  private static IdentityHashMap<StoreSpace, Integer> writeSpaces(
      CommitBatch batch, DataOutputStream out) throws IOException {
    IdentityHashMap<StoreSpace, Integer> indexes = new IdentityHashMap<>();
    StoreSpace[] ordered = new StoreSpace[batch.size()];
    for (int i = 0; i < batch.size(); i++) {
      if (indexes.putIfAbsent(batch.space(i), indexes.size()) == null) {
        ordered[indexes.size() - 1] = batch.space(i);
      }
    }
    out.writeInt(indexes.size());
    for (int i = 0; i < indexes.size(); i++) {
      out.writeInt(ordered[i].id());
      out.writeUTF(ordered[i].name());
    }
    return indexes;
  }

  private static void writeEntries(
      CommitBatch batch, IdentityHashMap<StoreSpace, Integer> indexes, DataOutputStream out)
      throws IOException {
    out.writeInt(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      Integer index = indexes.get(batch.space(i));
      out.writeInt(index == null ? -1 : index);
      out.writeInt(batch.key(i).length);
      out.write(batch.key(i));
      byte[] value = batch.value(i);
      out.writeInt(value == null ? -1 : value.length);
      if (value != null) {
        out.write(value);
      }
    }
  }

  /** Reads an encoded commit; entries of spaces that are gone are left out. */
  public static CommitBatch decode(long sequence, byte[] encoded, SpaceLookup lookup) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw new KarstException(
            ErrorCode.DATA_CORRUPTED, "unknown version " + version + " of an encoded commit");
      }
      CommitBatch batch = new CommitBatch();
      batch.head(new StoreHead(sequence, in.readLong()));
      StoreSpace @Nullable [] spaces = new StoreSpace[in.readInt()];
      for (int i = 0; i < spaces.length; i++) {
        int id = in.readInt();
        spaces[i] = lookup.find(id, in.readUTF());
      }
      int entries = in.readInt();
      for (int i = 0; i < entries; i++) {
        StoreSpace space = spaces[in.readInt()];
        byte[] key = in.readNBytes(in.readInt());
        int valueLength = in.readInt();
        byte[] value = valueLength < 0 ? null : in.readNBytes(valueLength);
        if (space != null) {
          batch.add(space, key, value);
        }
      }
      return batch;
    } catch (IOException | IndexOutOfBoundsException | NegativeArraySizeException e) {
      throw new KarstException(ErrorCode.DATA_CORRUPTED, "an encoded commit is damaged", e);
    }
  }
}
