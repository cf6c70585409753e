package io.karst.storage.engine.local;

import org.jspecify.annotations.Nullable;

/**
 * A sorted map from byte strings to byte strings (unsigned order) with snapshots in O(1).
 *
 * <p>A B+ tree whose nodes are shared with snapshots and copied on the first change after one was
 * taken. Keys and values are kept, not copied. One thread changes it; snapshots may be read by any
 * thread once they are published safely.
 */
public final class ByteTree {
  private @Nullable ByteTreeNode root;
  private Object token = new Object();
  private long entries;
  private long bytes;

  // Results of the recursive steps besides the node they return.
  private @Nullable ByteTreeNode splitOff;
  private byte @Nullable [] replaced;

  /** Creates an empty map. */
  public ByteTree() {}

  /** An immutable state of a tree. */
  public static final class View {
    /** The empty map. */
    public static final View EMPTY = new View(null, 0, 0);

    private final @Nullable ByteTreeNode root;
    private final long entries;
    private final long bytes;

    private View(@Nullable ByteTreeNode root, long entries, long bytes) {
      this.root = root;
      this.entries = entries;
      this.bytes = bytes;
    }

    /** Number of entries. */
    public long size() {
      return entries;
    }

    /** Bytes of all keys and values. */
    public long bytes() {
      return bytes;
    }

    /** The value under a key, or null; the tree's own array. */
    public byte @Nullable [] get(byte[] key) {
      return ByteTree.get(root, key);
    }

    /** A walk, not positioned yet. */
    public ByteTreeWalk walk() {
      return new ByteTreeWalk(root);
    }

    /** Roughly which part of the entries lies before the key, between 0 and 1. */
    public double position(byte[] key) {
      double position = 0;
      double width = 1;
      ByteTreeNode node = root;
      while (node != null) {
        width /= node.size;
        if (node.leaf) {
          int at = node.find(key);
          return position + width * (at >= 0 ? at : -1 - at);
        }
        int child = node.childFor(key);
        position += width * child;
        node = node.child(child);
      }
      return position;
    }
  }

  /** Number of entries. */
  public long size() {
    return entries;
  }

  /** Bytes of all keys and values. */
  public long bytes() {
    return bytes;
  }

  /** The value under a key, or null; the tree's own array. */
  public byte @Nullable [] get(byte[] key) {
    return get(root, key);
  }

  /** The present state, which later changes do not touch. */
  public View view() {
    token = new Object();
    return new View(root, entries, bytes);
  }

  /** Goes back to a state taken from this tree. */
  public void reset(View view) {
    token = new Object();
    root = view.root;
    entries = view.entries;
    bytes = view.bytes;
  }

  /** Puts an entry; returns the value it replaces, or null. */
  public byte @Nullable [] put(byte[] key, byte[] value) {
    ByteTreeNode top = root == null ? new ByteTreeNode(token, true) : root;
    replaced = null;
    splitOff = null;
    ByteTreeNode changed = insert(top, key, value);
    ByteTreeNode right = splitOff;
    if (right != null) {
      ByteTreeNode grown = new ByteTreeNode(token, false);
      grown.insert(0, right.key(0), changed);
      grown.insert(1, right.key(0), right);
      splitOff = null;
      changed = grown;
    }
    root = changed;
    byte[] previous = replaced;
    replaced = null;
    if (previous == null) {
      entries++;
      bytes += key.length + value.length;
    } else {
      bytes += value.length - previous.length;
    }
    return previous;
  }

  /** Removes an entry; returns its value, or null if there was none. */
  public byte @Nullable [] remove(byte[] key) {
    byte[] previous = get(root, key);
    if (previous == null || root == null) {
      return null;
    }
    ByteTreeNode changed = delete(root, key);
    while (changed != null && !changed.leaf && changed.size == 1) {
      changed = changed.child(0);
    }
    root = changed;
    entries--;
    bytes -= key.length + previous.length;
    return previous;
  }

  private static byte @Nullable [] get(@Nullable ByteTreeNode from, byte[] key) {
    ByteTreeNode node = from;
    if (node == null) {
      return null;
    }
    while (!node.leaf) {
      node = node.child(node.childFor(key));
    }
    int at = node.find(key);
    return at < 0 ? null : node.value(at);
  }

  private ByteTreeNode insert(ByteTreeNode node, byte[] key, byte[] value) {
    ByteTreeNode changed = node.editable(token);
    if (changed.leaf) {
      int at = changed.find(key);
      if (at >= 0) {
        replaced = changed.value(at);
        changed.slots[at] = value;
        return changed;
      }
      add(changed, -1 - at, key, value);
      return changed;
    }
    int at = changed.childFor(key);
    changed.slots[at] = insert(changed.child(at), key, value);
    ByteTreeNode right = splitOff;
    if (right != null) {
      splitOff = null;
      add(changed, at + 1, right.key(0), right);
    }
    return changed;
  }

  /** Adds to a node; if it is full, splits it and leaves the new sibling in {@link #splitOff}. */
  private void add(ByteTreeNode node, int at, byte[] key, Object slot) {
    if (node.size < ByteTreeNode.FANOUT) {
      node.insert(at, key, slot);
      return;
    }
    boolean ascending = at == node.size; // keeps nodes full when keys come in order
    int keep = ascending ? node.size : node.size / 2;
    ByteTreeNode right = node.split(keep);
    if (at <= keep && !ascending) {
      node.insert(at, key, slot);
    } else {
      right.insert(at - keep, key, slot);
    }
    splitOff = right;
  }

  /** Removes a key that exists; null if the node is empty then. */
  private @Nullable ByteTreeNode delete(ByteTreeNode node, byte[] key) {
    ByteTreeNode changed = node.editable(token);
    if (changed.leaf) {
      changed.remove(changed.find(key));
      return changed.size == 0 ? null : changed;
    }
    int at = changed.childFor(key);
    ByteTreeNode child = delete(changed.child(at), key);
    if (child != null) {
      changed.slots[at] = child;
      return changed;
    }
    changed.remove(at);
    return changed.size == 0 ? null : changed;
  }
}
