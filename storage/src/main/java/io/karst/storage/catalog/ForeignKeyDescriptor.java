package io.karst.storage.catalog;

import java.util.List;

/**
 * A reference to rows of an entity type of the same collection.
 *
 * @param name unique in the type
 * @param slots referencing columns
 * @param targetType name of the referenced type; {@link #ANY_ENTITY} for REFERENCES ENTITY
 * @param targetSlots referenced columns, a primary or unique key of the target; empty for any
 *     entity
 * @param onDelete what deleting the target does
 * @param onUpdate what changing the target's key does
 * @param deferral when it is checked
 */
public record ForeignKeyDescriptor(
    String name,
    List<Integer> slots,
    String targetType,
    List<Integer> targetSlots,
    Action onDelete,
    Action onUpdate,
    Deferral deferral) {

  /** Target of REFERENCES ENTITY: any entity of the collection, found through the routing index. */
  public static final String ANY_ENTITY = "";

  /** Referential actions; all of them happen at the end of the statement. */
  public enum Action {
    NO_ACTION,
    RESTRICT,
    CASCADE,
    SET_NULL,
    SET_DEFAULT
  }

  /** Whether checks may wait for the commit. */
  public enum Deferral {
    NOT_DEFERRABLE,
    INITIALLY_IMMEDIATE,
    INITIALLY_DEFERRED
  }

  public ForeignKeyDescriptor {
    slots = List.copyOf(slots);
    targetSlots = List.copyOf(targetSlots);
  }

  /** A reference that is checked at the end of every statement. */
  public ForeignKeyDescriptor(
      String name,
      List<Integer> slots,
      String targetType,
      List<Integer> targetSlots,
      Action onDelete,
      Action onUpdate) {
    this(name, slots, targetType, targetSlots, onDelete, onUpdate, Deferral.NOT_DEFERRABLE);
  }

  /** The same under another name. */
  public ForeignKeyDescriptor named(String other) {
    return new ForeignKeyDescriptor(
        other, slots, targetType, targetSlots, onDelete, onUpdate, deferral);
  }

  /** The same after its target was renamed. */
  public ForeignKeyDescriptor to(String otherType) {
    return new ForeignKeyDescriptor(
        name, slots, otherType, targetSlots, onDelete, onUpdate, deferral);
  }
}
