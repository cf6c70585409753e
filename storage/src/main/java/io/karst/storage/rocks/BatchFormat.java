package io.karst.storage.rocks;

import io.karst.storage.engine.local.CommitBatch;
import io.karst.storage.engine.local.StoreHead;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes a commit in RocksDB's write batch format, so that a commit crosses into native code once
 * and not once per entry.
 *
 * <pre>
 * u64 sequence (0, set by RocksDB) | u32 count, both little endian | record*
 * record: tag 5 (put) | varint family | varint length, key | varint length, value
 *         tag 4 (delete) | varint family | varint length, key
 *         tag 1 (put into family 0) | varint length, key | varint length, value
 * </pre>
 */
final class BatchFormat {
  static final int MAX_BYTES = 1 << 30;

  /** Key of the head in the default family; value: i64 sequence, i64 timestamp, big endian. */
  static final byte[] HEAD_KEY = {'h', 'e', 'a', 'd'};

  private static final byte PUT_DEFAULT = 1;
  private static final byte DELETE = 4;
  private static final byte PUT = 5;
  private static final byte DELETE_RANGE = 14;
  private static final byte[] FIRST = new byte[0];
  private static final byte[] BEYOND = {(byte) 0xFF};
  private static final int HEADER_BYTES = 12;
  private static final int HEAD_VALUE_BYTES = 16;

  /** Most bytes of a record besides key and value: tag and three varints. */
  private static final int RECORD_OVERHEAD = 16;

  private BatchFormat() {}

  /** An upper bound of the encoded size. */
  static long maxSize(CommitBatch batch) {
    return HEADER_BYTES
        + batch.byteSize()
        + (long) RECORD_OVERHEAD * (batch.size() + 1)
        + HEAD_KEY.length
        + HEAD_VALUE_BYTES;
  }

  static byte[] headValue(StoreHead head) {
    return ByteBuffer.allocate(HEAD_VALUE_BYTES)
        .putLong(head.sequence())
        .putLong(head.timestampMicros())
        .array();
  }

  static StoreHead readHead(byte[] value) {
    ByteBuffer buffer = ByteBuffer.wrap(value);
    return new StoreHead(buffer.getLong(), buffer.getLong());
  }

  /** Encodes into an array of exactly the right length. */
  static byte[] encode(CommitBatch batch) {
    int size = HEADER_BYTES + 2 + HEAD_KEY.length + 1 + HEAD_VALUE_BYTES;
    for (int i = 0; i < batch.size(); i++) {
      if (batch.isClear(i)) {
        size += 1 + varintSize(batch.space(i).id()) + 1 + 1 + BEYOND.length;
        continue;
      }
      int key = batch.key(i).length;
      size += 1 + varintSize(batch.space(i).id()) + varintSize(key) + key;
      byte[] value = batch.value(i);
      size += value == null ? 0 : varintSize(value.length) + value.length;
    }
    byte[] out = new byte[size];
    ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN).putInt(Long.BYTES, batch.size() + 1);
    int at = HEADER_BYTES;
    for (int i = 0; i < batch.size(); i++) {
      if (batch.isClear(i)) {
        out[at++] = DELETE_RANGE;
        at = varint(out, at, batch.space(i).id());
        at = bytes(out, bytes(out, at, FIRST), BEYOND);
        continue;
      }
      byte[] value = batch.value(i);
      out[at++] = value == null ? DELETE : PUT;
      at = varint(out, at, batch.space(i).id());
      at = bytes(out, at, batch.key(i));
      if (value != null) {
        at = bytes(out, at, value);
      }
    }
    out[at++] = PUT_DEFAULT;
    at = bytes(out, at, HEAD_KEY);
    bytes(out, at, headValue(batch.head()));
    return out;
  }

  private static int bytes(byte[] out, int from, byte[] source) {
    int at = varint(out, from, source.length);
    System.arraycopy(source, 0, out, at, source.length);
    return at + source.length;
  }

  private static int varint(byte[] out, int from, int value) {
    int at = from;
    int rest = value;
    while (rest >= 0x80) {
      out[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    out[at++] = (byte) rest;
    return at;
  }

  private static int varintSize(int value) {
    int size = 1;
    for (int rest = value >>> 7; rest != 0; rest >>>= 7) {
      size++;
    }
    return size;
  }
}
