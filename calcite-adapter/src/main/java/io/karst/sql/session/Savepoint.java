package io.karst.sql.session;

import org.jspecify.annotations.Nullable;

/** A point in the running transaction that can be returned to. Compared by identity. */
final class Savepoint {
  private final @Nullable String name;
  private long mark;

  Savepoint(@Nullable String name, long mark) {
    this.name = name;
    this.mark = mark;
  }

  @Nullable String name() {
    return name;
  }

  long mark() {
    return mark;
  }

  /** The same point in a transaction that took the place of an empty one. */
  void moveTo(long newMark) {
    mark = newMark;
  }
}
