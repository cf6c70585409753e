package io.karst.sql.session;

import io.karst.sql.statement.Cancellation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The results of a session that are still being read, oldest first. */
final class OpenCursors {
  private final List<SessionCursor> cursors = new ArrayList<>();

  void add(SessionCursor cursor) {
    cursors.add(cursor);
  }

  void remove(SessionCursor cursor) {
    cursors.remove(cursor);
  }

  /** What cancels the youngest result; null if none is open. */
  @Nullable Cancellation youngest() {
    return cursors.isEmpty() ? null : cursors.get(cursors.size() - 1).execution().cancellation();
  }

  /** The explicit transaction ends: its results can be read no further. */
  void cutOffTransaction() {
    for (int i = cursors.size() - 1; i >= 0; i--) {
      SessionCursor cursor = cursors.get(i);
      if (!cursor.execution().isImplicit()) {
        cursors.remove(i);
        cursor.cutOff();
      }
    }
  }

  /** The session ends: no result can be read further. */
  void cutOffAll() {
    for (SessionCursor cursor : new ArrayList<>(cursors)) {
      cursor.cutOff();
    }
    cursors.clear();
  }
}
