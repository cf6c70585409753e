package io.karst.storage.tx;

import io.karst.storage.engine.Engine;
import io.karst.storage.engine.Space;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One collection as transactions see it: an engine, its system spaces, its counters. Thread-safe.
 *
 * <p>System spaces: {@code $catalog} (definitions, counters), {@code $routing} (entity id -> type
 * number u16, ordinal u32) and {@code $changes} (the change log). Each type's family is the space
 * {@code type-<number>}.
 */
public final class CollectionDomain {
  private static final byte COUNTER_TAG = 'C';
  private static final byte[] DEFINITIONS_LOCK_KEY = {'D'};

  private final String name;
  private final Engine engine;
  private final Space catalog;
  private final Space routing;
  private final Space changes;
  private final Map<Integer, TypeCounters> counters = new ConcurrentHashMap<>();

  public CollectionDomain(String name, Engine engine, Space catalog, Space routing, Space changes) {
    this.name = name;
    this.engine = engine;
    this.catalog = catalog;
    this.routing = routing;
    this.changes = changes;
  }

  public String name() {
    return name;
  }

  public Engine engine() {
    return engine;
  }

  public Space catalog() {
    return catalog;
  }

  public Space routing() {
    return routing;
  }

  public Space changes() {
    return changes;
  }

  /** The counters of a type, made on first use. */
  public TypeCounters counters(int typeNumber) {
    return counters.computeIfAbsent(typeNumber, number -> new TypeCounters());
  }

  /** Forgets a dropped type. */
  public void forget(int typeNumber) {
    counters.remove(typeNumber);
  }

  /** Key of a type's counters in the catalog space. */
  public static byte[] counterKey(int typeNumber) {
    return ByteBuffer.allocate(3).put(COUNTER_TAG).putShort((short) typeNumber).array();
  }

  /** Key that stands for all definitions in locks: one transaction at a time changes them. */
  public static byte[] definitionsLockKey() {
    return DEFINITIONS_LOCK_KEY.clone();
  }

  /** Key that stands for a type's definition in locks: writers share it, DDL holds it alone. */
  public static byte[] definitionLockKey(int typeNumber) {
    return ByteBuffer.allocate(3).put((byte) 'L').putShort((short) typeNumber).array();
  }
}
