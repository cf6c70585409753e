package io.karst.storage.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A half-open range of keys. The arrays are shared, never changed; ranges compare by identity of
 * their arrays and are not meant as map keys.
 *
 * @param start first key inside, empty array = from the beginning
 * @param end first key outside, null = to the end of the space
 */
@SuppressWarnings("ArrayRecordComponent") // a range is made per scan: no copies
public record KeyRange(byte[] start, byte @Nullable [] end) {

  public static final KeyRange ALL = new KeyRange(new byte[0], null);

  /** All keys that begin with {@code prefix}. */
  public static KeyRange prefix(byte[] prefix) {
    return new KeyRange(prefix, successorOfPrefix(prefix));
  }

  /** The range that holds one key only. */
  public static KeyRange single(byte[] key) {
    return new KeyRange(key, Arrays.copyOf(key, key.length + 1));
  }

  /** The smallest key greater than every key with this prefix; null if there is none. */
  public static byte @Nullable [] successorOfPrefix(byte[] prefix) {
    int length = prefix.length;
    while (length > 0 && prefix[length - 1] == (byte) 0xFF) {
      length--;
    }
    if (length == 0) {
      return null;
    }
    byte[] successor = Arrays.copyOf(prefix, length);
    successor[length - 1]++;
    return successor;
  }

  /** Whether no key can be inside. */
  public boolean isEmpty() {
    return end != null && Arrays.compareUnsigned(start, end) >= 0;
  }

  /** Whether the key is inside. */
  public boolean contains(byte[] key) {
    return Arrays.compareUnsigned(start, key) <= 0
        && (end == null || Arrays.compareUnsigned(key, end) < 0);
  }
}
