package io.karst.sql;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Opens sessions. A directory or a memory name stands for one shared database in this process; it
 * is closed with its last session.
 */
public final class Sessions {
  private Sessions() {}

  /**
   * Opens a session.
   *
   * @param target which database
   * @param properties connection properties by name, e.g. {@code schema}, {@code isolation}, {@code
   *     durability}, {@code lock_timeout}, {@code statement_timeout}, {@code preset}, {@code
   *     memory_limit}, {@code read_only}, {@code create}
   * @throws KarstException 3D000 if there is no such database and it may not be created, 08001 if
   *     it cannot be opened, 22023 for a bad property value
   */
  public static SqlSession open(ConnectionTarget target, Map<String, String> properties) {
    return Holder.PROVIDER.open(target, properties);
  }

  private static final class Holder {
    static final SessionProvider PROVIDER =
        ServiceLoader.load(SessionProvider.class, Sessions.class.getClassLoader())
            .findFirst()
            .orElseThrow(
                () ->
                    new KarstException(
                        ErrorCode.CANNOT_CONNECT, "the SQL engine is not on the class path"));
  }
}
