package io.karst.storage.engine.local;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A node of a {@link ByteTree}. A leaf holds keys and values; an inner node holds children in its
 * slots and in {@code keys[i]}, i > 0, a lower bound of child i that is above all of child i - 1.
 *
 * <p>Only the tree that carries the node's edit token may change it; for everybody else it is
 * immutable.
 */
final class ByteTreeNode {
  /** Most entries of a node. Small enough that copying a path costs less than a microsecond. */
  static final int FANOUT = 32;

  private static final int FIRST_CAPACITY = 4;

  final Object token;
  final boolean leaf;
  byte[] @Nullable [] keys;
  @Nullable Object[] slots;
  int size;

  ByteTreeNode(Object token, boolean leaf) {
    this.token = token;
    this.leaf = leaf;
    this.keys = new byte[FIRST_CAPACITY][];
    this.slots = new Object[FIRST_CAPACITY];
  }

  private ByteTreeNode(Object token, ByteTreeNode source) {
    this.token = token;
    this.leaf = source.leaf;
    int capacity = Math.min(FANOUT, source.size + FIRST_CAPACITY);
    this.keys = Arrays.copyOf(source.keys, capacity);
    this.slots = Arrays.copyOf(source.slots, capacity);
    this.size = source.size;
  }

  /** This node if the token may change it, else a copy that it may change. */
  ByteTreeNode editable(Object editor) {
    return token == editor ? this : new ByteTreeNode(editor, this);
  }

  ByteTreeNode child(int at) {
    return (ByteTreeNode) slot(at);
  }

  byte[] value(int at) {
    return (byte[]) slot(at);
  }

  byte[] key(int at) {
    byte[] key = keys[at];
    if (key == null) {
      throw new IllegalStateException("no key at " + at);
    }
    return key;
  }

  private Object slot(int at) {
    Object slot = slots[at];
    if (slot == null) {
      throw new IllegalStateException("no entry at " + at);
    }
    return slot;
  }

  /** Position of the key in a leaf, or -1 - (where it would go). */
  int find(byte[] key) {
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Arrays.compareUnsigned(keys[middle], key);
      if (order < 0) {
        low = middle + 1;
      } else if (order > 0) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return -1 - low;
  }

  /** The child of an inner node in which the key is or would go. */
  int childFor(byte[] key) {
    int low = 1;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (Arrays.compareUnsigned(keys[middle], key) <= 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return low - 1;
  }

  /** Inserts; the node must not be full. */
  void insert(int at, byte[] key, Object slot) {
    if (size == keys.length) {
      int capacity = Math.min(FANOUT, 2 * size);
      keys = Arrays.copyOf(keys, capacity);
      slots = Arrays.copyOf(slots, capacity);
    }
    System.arraycopy(keys, at, keys, at + 1, size - at);
    System.arraycopy(slots, at, slots, at + 1, size - at);
    keys[at] = key;
    slots[at] = slot;
    size++;
  }

  void remove(int at) {
    size--;
    System.arraycopy(keys, at + 1, keys, at, size - at);
    System.arraycopy(slots, at + 1, slots, at, size - at);
    keys[size] = null;
    slots[size] = null;
  }

  /** Moves the entries from {@code keep} on to a new right sibling. */
  ByteTreeNode split(int keep) {
    ByteTreeNode right = new ByteTreeNode(token, leaf);
    int moved = size - keep;
    right.keys = Arrays.copyOf(right.keys, Math.max(FIRST_CAPACITY, moved + FIRST_CAPACITY));
    right.slots = Arrays.copyOf(right.slots, right.keys.length);
    System.arraycopy(keys, keep, right.keys, 0, moved);
    System.arraycopy(slots, keep, right.slots, 0, moved);
    right.size = moved;
    Arrays.fill(keys, keep, size, null);
    Arrays.fill(slots, keep, size, null);
    size = keep;
    return right;
  }
}
