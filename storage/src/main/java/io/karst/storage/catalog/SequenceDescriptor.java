package io.karst.storage.catalog;

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
 */
public record SequenceDescriptor(
    int number,
    String name,
    long start,
    long increment,
    long minimum,
    long maximum,
    boolean cycle,
    String ownerType) {

  /** The same under another name. */
  public SequenceDescriptor withName(String other) {
    return new SequenceDescriptor(
        number, other, start, increment, minimum, maximum, cycle, ownerType);
  }

  /** The same with another number. */
  public SequenceDescriptor withNumber(int other) {
    return new SequenceDescriptor(
        other, name, start, increment, minimum, maximum, cycle, ownerType);
  }
}
