package io.karst.calcite.rel;

/** An operator of ours that writes its own line of EXPLAIN. */
public interface Described {
  /** The line, without indentation. */
  String describe();
}
