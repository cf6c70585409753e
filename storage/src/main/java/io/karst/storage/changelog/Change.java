package io.karst.storage.changelog;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
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

  /** Kinds of change; the code is written to disk and never given to another kind. */
  public enum Operation {
    INSERT(0),
    UPDATE(1),
    DELETE(2),
    /** All rows of the type were removed; key is empty, before holds their number. */
    TRUNCATE(3),
    /** Rows came in by bulk load without an entry each; key is empty, after holds their number. */
    BULK_LOAD(4);

    private final byte code;

    Operation(int code) {
      this.code = (byte) code;
    }

    /** Returns the byte that stands for this kind on disk. */
    byte code() {
      return code;
    }

    /** Returns the kind that a byte on disk stands for; DATA_CORRUPTED if there is none. */
    static Operation ofCode(byte code) {
      for (Operation operation : values()) {
        if (operation.code == code) {
          return operation;
        }
      }
      throw new KarstException(
          ErrorCode.DATA_CORRUPTED, "the change log holds an unknown operation: " + code);
    }
  }
}
