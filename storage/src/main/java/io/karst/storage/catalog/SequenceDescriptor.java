package io.karst.storage.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A sequence.
 *
 * @param number unique in the collection
 * @param name unique among tables, views and sequences of the collection
 * @param start first value
 * @param increment not 0
 * @param minimum smallest value
 * @param maximum largest value
 * @param cycle begin again after the last value
 * @param ownerType type whose identity column owns it, or empty
 * @param comment COMMENT ON text, or null
 */
public record SequenceDescriptor(
    int number,
    String name,
    long start,
    long increment,
    long minimum,
    long maximum,
    boolean cycle,
    String ownerType,
    @Nullable String comment) {

  /** The same under another name. */
  public SequenceDescriptor withName(String other) {
    return new SequenceDescriptor(
        number, other, start, increment, minimum, maximum, cycle, ownerType, comment);
  }

  /** The same with another number. */
  public SequenceDescriptor withNumber(int other) {
    return new SequenceDescriptor(
        other, name, start, increment, minimum, maximum, cycle, ownerType, comment);
  }

  /** The same with another comment. */
  public SequenceDescriptor withComment(@Nullable String text) {
    return new SequenceDescriptor(
        number, name, start, increment, minimum, maximum, cycle, ownerType, text);
  }
}
