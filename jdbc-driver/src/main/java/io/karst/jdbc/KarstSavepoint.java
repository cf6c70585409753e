package io.karst.jdbc;

import io.karst.storage.base.ErrorCode;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;

/** A savepoint of one connection's running transaction. */
final class KarstSavepoint implements Savepoint {
  final KarstConnection owner;
  final Object handle;
  private final int id;
  private final @Nullable String name;

  KarstSavepoint(KarstConnection owner, Object handle, int id, @Nullable String name) {
    this.owner = owner;
    this.handle = handle;
    this.id = id;
    this.name = name;
  }

  @Override
  public int getSavepointId() throws SQLException {
    if (name != null) {
      throw SqlErrors.error(
          ErrorCode.INVALID_SAVEPOINT, "savepoint " + name + " has a name, no id");
    }
    return id;
  }

  @Override
  public String getSavepointName() throws SQLException {
    if (name == null) {
      throw SqlErrors.error(ErrorCode.INVALID_SAVEPOINT, "savepoint " + id + " has no name");
    }
    return name;
  }
}
