package io.karst.calcite.source;

import io.karst.storage.catalog.DomainName;
import io.karst.storage.scan.TableColumn;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What functions ask of the session that runs them. */
public interface SessionServices {

  String currentSchema();

  String databaseName();

  String userName();

  /** Zone of the session: what TIMESTAMP WITH TIME ZONE shows and CURRENT_DATE means. */
  ZoneId timeZone();

  /**
   * The value of a setting as SHOW gives it.
   *
   * @param required false: null if there is no such setting, instead of 42704
   */
  @Nullable String setting(String name, boolean required);

  /** Changes a setting as SET does; null resets it. */
  void setSetting(String name, @Nullable String value, boolean local);

  /** Settings and their values as SHOW gives them. */
  Map<String, String> settings();

  /** The columns of a view; none if it cannot be read any more. */
  List<TableColumn> viewColumns(String schema, String view);

  /** The names that queries resolve, for functions that find tables themselves. */
  TableResolver tables();

  /**
   * Takes the next value of a sequence.
   *
   * @param sequence name, with or without its schema
   */
  long nextValue(String sequence);

  /** The value this session took last from a sequence; error 55000-like if it took none. */
  long currentValue(String sequence);

  /** The value this session took last from any sequence. */
  long lastValue();

  /** Sets a sequence; {@code called} = the next nextval gives the value after this one. */
  void setValue(String sequence, long value, boolean called);

  /**
   * The id of the entity with this key.
   *
   * @param type entity type, with or without its schema
   * @param key canonical values of its primary key
   */
  UUID entityId(String type, @Nullable Object[] key);

  /**
   * Requires that a value of the base type of a domain is one of the domain too; 23502, 23514.
   *
   * @param value as expressions see it
   */
  void requireInDomain(DomainName domain, @Nullable Object value);
}
