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
 */
public record ForeignKeyDescriptor(
    String name,
    List<Integer> slots,
    String targetType,
    List<Integer> targetSlots,
    Action onDelete,
    Action onUpdate) {

  /** Target of REFERENCES ENTITY: any entity of the collection, found through the routing index. */
  public static final String ANY_ENTITY = "";

  /** Referential actions; NO_ACTION and RESTRICT both refuse at the end of the statement. */
  public enum Action {
    NO_ACTION,
    RESTRICT,
    CASCADE,
    SET_NULL,
    SET_DEFAULT
  }

  public ForeignKeyDescriptor {
    slots = List.copyOf(slots);
    targetSlots = List.copyOf(targetSlots);
  }
}
