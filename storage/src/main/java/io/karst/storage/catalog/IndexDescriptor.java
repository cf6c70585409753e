package io.karst.storage.catalog;

import java.util.List;

/**
 * A secondary or unique index, or the primary key of a type whose key is not embedded in its ids.
 *
 * @param number unique in the type, never reused
 * @param name unique in the collection
 * @param slots columns, most significant first
 * @param descending per column
 * @param unique whether equal non-null keys are refused
 * @param role what declared it
 */
public record IndexDescriptor(
    int number,
    String name,
    List<Integer> slots,
    List<Boolean> descending,
    boolean unique,
    Role role) {

  /** What an index stands for. */
  public enum Role {
    /** CREATE INDEX. */
    INDEX,
    /** A UNIQUE constraint. */
    UNIQUE_CONSTRAINT,
    /** The PRIMARY KEY constraint. */
    PRIMARY_KEY
  }

  public IndexDescriptor {
    slots = List.copyOf(slots);
    descending = List.copyOf(descending);
  }

  /** The index over other slots. */
  public IndexDescriptor withSlots(List<Integer> newSlots) {
    return new IndexDescriptor(number, name, newSlots, descending, unique, role);
  }

  /** The index under another number: another place for its entries. */
  public IndexDescriptor withNumber(int newNumber) {
    return new IndexDescriptor(newNumber, name, slots, descending, unique, role);
  }
}
