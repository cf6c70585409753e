package io.karst.storage.changelog;

import org.jspecify.annotations.Nullable;

/**
 * One change of one record, with the record's stored bytes.
 *
 * @param operation what happened
 * @param typeNumber entity type of the family the record lies in
 * @param subspace table tag inside the family (see {@code key.Subspace})
 * @param key the record's key behind the tag, i.e. starting with the 16 bytes of an entity id
 * @param before stored value before, or null for INSERT
 * @param after stored value after, or null for DELETE
 */
public record Change(
    Operation operation,
    int typeNumber,
    int subspace,
    byte[] key,
    byte @Nullable [] before,
    byte @Nullable [] after) {

  /** Kinds of change; the ordinal is written to disk. */
  public enum Operation {
    INSERT,
    UPDATE,
    DELETE,
    /** All rows of the type were removed; key is empty. */
    TRUNCATE,
    /** Rows came in by bulk load without an entry each; key is empty, after holds their number. */
    BULK_LOAD
  }
}
