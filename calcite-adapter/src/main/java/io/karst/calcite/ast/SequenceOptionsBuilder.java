package io.karst.calcite.ast;

import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.jspecify.annotations.Nullable;

/** Collects sequence options in the order the parser meets them; the last of a kind wins. */
public final class SequenceOptionsBuilder {
  private @Nullable SqlDataTypeSpec type;
  private @Nullable Long start;
  private @Nullable Long increment;
  private @Nullable Long minimum;
  private @Nullable Long maximum;
  private boolean noMinimum;
  private boolean noMaximum;
  private @Nullable Long cache;
  private @Nullable Boolean cycle;
  private boolean restart;
  private @Nullable Long restartWith;
  private @Nullable SqlIdentifier ownedBy;

  /** AS type. */
  public void type(SqlDataTypeSpec value) {
    type = value;
  }

  /** START [WITH] value. */
  public void start(long value) {
    start = value;
  }

  /** INCREMENT [BY] value. */
  public void increment(long value) {
    increment = value;
  }

  /** MINVALUE value. */
  public void minimum(long value) {
    minimum = value;
    noMinimum = false;
  }

  /** MAXVALUE value. */
  public void maximum(long value) {
    maximum = value;
    noMaximum = false;
  }

  /** NO MINVALUE. */
  public void noMinimum() {
    minimum = null;
    noMinimum = true;
  }

  /** NO MAXVALUE. */
  public void noMaximum() {
    maximum = null;
    noMaximum = true;
  }

  /** CACHE value. */
  public void cache(long value) {
    cache = value;
  }

  /** [NO] CYCLE. */
  public void cycle(boolean value) {
    cycle = value;
  }

  /** RESTART [WITH value]. */
  public void restart(@Nullable Long value) {
    restart = true;
    restartWith = value;
  }

  /** OWNED BY table.column, or the identifier {@code none}. */
  public void ownedBy(SqlIdentifier value) {
    ownedBy = value;
  }

  /** Returns the options collected so far. */
  public SequenceOptions build() {
    return new SequenceOptions(
        type,
        start,
        increment,
        minimum,
        maximum,
        noMinimum,
        noMaximum,
        cache,
        cycle,
        restart,
        restartWith,
        ownedBy);
  }
}
