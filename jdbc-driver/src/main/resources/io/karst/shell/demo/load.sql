--! A collection is a schema; a table in it is an entity type.
CREATE SCHEMA travel;

SET search_path TO travel;

CREATE TABLE travel.airports (
  iata      TEXT PRIMARY KEY,
  name      TEXT NOT NULL,
  city      TEXT,
  state     TEXT,
  country   TEXT NOT NULL,
  latitude  DOUBLE PRECISION NOT NULL,
  longitude DOUBLE PRECISION NOT NULL,
  position  VECTOR(3) -- on the unit sphere
);

CREATE TABLE travel.routes (
  origin      TEXT NOT NULL REFERENCES travel.airports (iata),
  destination TEXT NOT NULL REFERENCES travel.airports (iata),
  flights     INTEGER NOT NULL CHECK (flights > 0),
  PRIMARY KEY (origin, destination)
);

CREATE TABLE travel.stations (
  city TEXT PRIMARY KEY,
  iata TEXT REFERENCES travel.airports (iata)
);

CREATE TABLE travel.daily_weather (
  city          TEXT NOT NULL REFERENCES travel.stations (city),
  day           DATE NOT NULL,
  precipitation DOUBLE PRECISION, -- mm
  temp_max      DOUBLE PRECISION, -- degrees Celsius
  temp_min      DOUBLE PRECISION,
  wind          DOUBLE PRECISION, -- m/s
  weather       TEXT,
  PRIMARY KEY (city, day)
);

--! airports
COPY travel.airports FROM '${airports}' WITH (FORMAT csv, HEADER true);

--! routes
COPY travel.routes FROM '${flights-airport}' WITH (FORMAT csv, HEADER true);

--! stations
INSERT INTO travel.stations VALUES ('Seattle', 'SEA'), ('New York', 'JFK');

--! daily weather
COPY travel.daily_weather FROM '${weather}' WITH (FORMAT csv, HEADER true);

--! edges: every route also as an edge between two airports
INSERT INTO travel.airports$edges (source_id, edge_type, target_id, weight)
SELECT entity_id('airports', origin), 'flies_to', entity_id('airports', destination), 1.0
FROM travel.routes;

--! measures: temperatures as a time series of the station
INSERT INTO travel.stations$measures (entity_id, measure, ts, value)
SELECT entity_id('stations', city), 'temp_max', CAST(day AS TIMESTAMP), temp_max
FROM travel.daily_weather;

--! indexes
CREATE INDEX airports_state ON travel.airports (state, city);

CREATE INDEX routes_flights ON travel.routes (flights);
