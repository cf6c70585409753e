package io.karst.storage.engine.local;

import org.jspecify.annotations.Nullable;

/** A position in a {@link ByteTree.View} that moves in both directions. Not thread-safe. */
public final class ByteTreeWalk {
  // A tree of a billion entries has depth 7; nodes thinned out by removals may need some more.
  private static final int MAX_DEPTH = 24;

  private final @Nullable ByteTreeNode root;
  private final ByteTreeNode[] path = new ByteTreeNode[MAX_DEPTH];
  private final int[] at = new int[MAX_DEPTH];
  private int depth = -1;

  ByteTreeWalk(@Nullable ByteTreeNode root) {
    this.root = root;
  }

  /** Whether the walk stands on an entry. */
  public boolean valid() {
    return depth >= 0;
  }

  /** The key here; the tree's own array. */
  public byte[] key() {
    return path[depth].key(at[depth]);
  }

  /** The value here; the tree's own array. */
  public byte[] value() {
    return path[depth].value(at[depth]);
  }

  /** Goes to the first entry with this or a greater key. */
  public void seek(byte[] key) {
    if (!descend(key)) {
      return;
    }
    int position = path[depth].find(key);
    at[depth] = position >= 0 ? position : -1 - position;
    if (at[depth] == path[depth].size) {
      at[depth]--;
      next();
    }
  }

  /** Goes to the last entry with a smaller key; null = to the last entry of all. */
  public void seekBefore(byte @Nullable [] key) {
    if (key == null) {
      depth = -1;
      if (root != null) {
        enter(root, false);
      }
      return;
    }
    if (!descend(key)) {
      return;
    }
    int position = path[depth].find(key);
    at[depth] = position >= 0 ? position : -1 - position;
    previous();
  }

  /** Moves to the next greater key. */
  public void next() {
    while (depth >= 0) {
      if (++at[depth] < path[depth].size) {
        if (!path[depth].leaf) {
          enter(path[depth].child(at[depth]), true);
        }
        return;
      }
      depth--;
    }
  }

  /** Moves to the next smaller key. */
  public void previous() {
    while (depth >= 0) {
      if (--at[depth] >= 0) {
        if (!path[depth].leaf) {
          enter(path[depth].child(at[depth]), false);
        }
        return;
      }
      depth--;
    }
  }

  private boolean descend(byte[] key) {
    depth = -1;
    ByteTreeNode node = root;
    if (node == null) {
      return false;
    }
    while (!node.leaf) {
      depth++;
      path[depth] = node;
      at[depth] = node.childFor(key);
      node = node.child(at[depth]);
    }
    depth++;
    path[depth] = node;
    return true;
  }

  private void enter(ByteTreeNode from, boolean first) {
    ByteTreeNode node = from;
    while (true) {
      depth++;
      path[depth] = node;
      at[depth] = first ? 0 : node.size - 1;
      if (node.leaf) {
        return;
      }
      node = node.child(at[depth]);
    }
  }
}
