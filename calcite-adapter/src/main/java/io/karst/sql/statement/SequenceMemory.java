package io.karst.sql.statement;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What currval and lastval answer: the values a session took from sequences. Not thread-safe. */
public final class SequenceMemory {
  private final Map<String, Long> values = new HashMap<>();
  private @Nullable Long last;

  /** Remembers a value that nextval gave. */
  public void remember(String schema, String sequence, long value) {
    values.put(schema + '.' + sequence, value);
    last = value;
  }

  /** The value this session took last from the sequence. */
  public long current(String schema, String sequence) {
    Long value = values.get(schema + '.' + sequence);
    if (value == null) {
      throw new KarstException(
          ErrorCode.INVALID_PARAMETER,
          "currval of sequence \"" + sequence + "\" is not yet defined in this session");
    }
    return value;
  }

  /** The value this session took last from any sequence. */
  public long last() {
    if (last == null) {
      throw new KarstException(
          ErrorCode.INVALID_PARAMETER, "lastval is not yet defined in this session");
    }
    return last;
  }
}
