package io.karst.sql.session;

import io.karst.sql.ConnectionTarget;
import io.karst.sql.SessionProvider;
import io.karst.sql.SqlSession;
import io.karst.sql.settings.SettingTable;
import io.karst.storage.DatabaseOptions;
import java.util.Map;

/** Opens {@link KarstSession}s; found as a service. */
public final class KarstSessionProvider implements SessionProvider {

  @Override
  public SqlSession open(ConnectionTarget target, Map<String, String> properties) {
    DatabaseOptions options = ConnectionProperties.databaseOptions(properties);
    SharedDatabase shared = DatabaseRegistry.INSTANCE.acquire(target, options);
    try {
      KarstSession session = new KarstSession(shared);
      for (Map.Entry<String, String> property : properties.entrySet()) {
        if (!ConnectionProperties.isDatabaseOption(property.getKey())
            && SettingTable.find(property.getKey()) != null) {
          session.settings().setStart(property.getKey(), property.getValue());
        }
      }
      return session;
    } catch (RuntimeException e) {
      shared.release();
      throw e;
    }
  }
}
