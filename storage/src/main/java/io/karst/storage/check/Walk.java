package io.karst.storage.check;

import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.EntryBatch;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.Reader;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.engine.Space;

/** Visits every entry of a range. */
final class Walk {
  private Walk() {}

  /** What is done with an entry. */
  interface Visitor {
    void visit(byte[] key, byte[] value);
  }

  /** Returns the number of entries. */
  static long over(Reader reader, Space space, KeyRange range, Visitor visitor) {
    ScanOptions options = new ScanOptions(false, 1024, Long.MAX_VALUE, false, true);
    long count = 0;
    try (Cursor cursor = reader.scan(space, range, options)) {
      for (EntryBatch batch = cursor.nextBatch(); batch != null; batch = cursor.nextBatch()) {
        for (int i = 0; i < batch.size(); i++) {
          visitor.visit(batch.key(i), batch.value(i));
        }
        count += batch.size();
      }
    }
    return count;
  }
}
