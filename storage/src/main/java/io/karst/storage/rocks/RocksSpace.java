package io.karst.storage.rocks;

import io.karst.storage.engine.SpaceOptions;
import io.karst.storage.engine.local.ByteStore;
import io.karst.storage.engine.local.StoreSpace;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.rocksdb.ColumnFamilyHandle;

/**
 * A space as a column family. The family's name carries the usage, because options are needed
 * before anything can be read: {@code rows:patients}.
 */
final class RocksSpace extends StoreSpace implements AutoCloseable {
  private final ColumnFamilyHandle handle;
  private final SpaceOptions.Usage usage;

  RocksSpace(ByteStore home, ColumnFamilyHandle handle, String name, SpaceOptions.Usage usage) {
    super(home, handle.getID(), name);
    this.handle = handle;
    this.usage = usage;
    NativeObjects.opened();
  }

  ColumnFamilyHandle handle() {
    return handle;
  }

  SpaceOptions.Usage usage() {
    return usage;
  }

  static byte[] familyName(String name, SpaceOptions.Usage usage) {
    return (usage.name().toLowerCase(Locale.ROOT) + ":" + name).getBytes(StandardCharsets.UTF_8);
  }

  static SpaceOptions.Usage usageOf(String familyName) {
    for (SpaceOptions.Usage usage : SpaceOptions.Usage.values()) {
      if (familyName.startsWith(usage.name().toLowerCase(Locale.ROOT) + ":")) {
        return usage;
      }
    }
    return SpaceOptions.Usage.CATALOG; // RocksDB's own default family, which holds the head
  }

  static String nameOf(String familyName) {
    return familyName.substring(familyName.indexOf(':') + 1);
  }

  @Override
  public void close() {
    handle.close();
    NativeObjects.closed();
  }
}
