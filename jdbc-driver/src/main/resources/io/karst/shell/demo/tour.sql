--! Names without a schema are looked up in this one, as entity_id() does with type names.
SET search_path TO travel;

--! Plain SQL first: the busiest airports, a join and a GROUP BY.
SELECT a.iata, a.name, a.city, SUM(r.flights) AS departures, COUNT(*) AS destinations
FROM travel.routes r
JOIN travel.airports a ON a.iata = r.origin
GROUP BY a.iata, a.name, a.city
ORDER BY departures DESC
LIMIT 5;

--! A window function: the top two destinations of three airports.
SELECT origin, place, destination, flights
FROM (SELECT origin, destination, flights,
             RANK() OVER (PARTITION BY origin ORDER BY flights DESC) AS place
      FROM travel.routes
      WHERE origin IN ('SEA', 'JFK', 'DEN')) AS ranked
WHERE place <= 2
ORDER BY origin, place;

--! The same routes as a graph: how many airports are one, two or three flights from Aspen?
SELECT n.hops, COUNT(*) AS airports
FROM graph_neighbors('travel', entity_id('airports', 'ASE'), 1, 3, 'out', 'flies_to') AS n
GROUP BY n.hops
ORDER BY n.hops;

--! A shortest path, joined with the table it runs through.
SELECT p.step, a.iata, a.name, a.state
FROM graph_shortest_path('travel', entity_id('airports', 'ITH'),
                         entity_id('airports', 'OME'), 'out', 'flies_to', FALSE) AS p
JOIN travel.airports a ON a._id = p.entity_id
ORDER BY p.step;

--! Vectors: the airports nearest to Mount Rainier, in Washington only. The filter never costs results.
SELECT iata, name, city, ROUND(CAST(position <-> '[-0.3643,-0.5809,0.7279]' AS DECIMAL(9, 6)) * 6371, 1) AS km
FROM travel.airports
WHERE state = 'WA'
ORDER BY position <-> '[-0.3643,-0.5809,0.7279]'
LIMIT 4;

--! Properties: facts without a column. Any name, no ALTER TABLE.
INSERT INTO travel.airports$properties (entity_id, name, value)
VALUES (entity_id('airports', 'SEA'), 'nickname', 'Sea-Tac'),
       (entity_id('airports', 'SEA'), 'runways', '3'),
       (entity_id('airports', 'JFK'), 'runways', '4')
ON CONFLICT (entity_id, name, valid_from) DO UPDATE SET value = excluded.value;

SELECT iata, name, properties['runways'] AS runways, properties['nickname'] AS nickname
FROM travel.airports
WHERE iata IN ('JFK', 'SEA');

--! Gaps and islands: the longest runs of wet days.
SELECT city, MIN(day) AS from_day, COUNT(*) AS days, ROUND(CAST(SUM(precipitation) AS DECIMAL(9, 2)), 1) AS mm
FROM (SELECT city, day, precipitation,
             SUM(CASE WHEN precipitation = 0 THEN 1 ELSE 0 END) OVER (PARTITION BY city ORDER BY day) AS dry_before
      FROM travel.daily_weather) AS runs
WHERE precipitation > 0
GROUP BY city, dry_before
ORDER BY days DESC, mm DESC
LIMIT 4;

--! Time series of an entity: its measures, by key range.
SELECT EXTRACT(MONTH FROM ts) AS month_, ROUND(CAST(AVG(value) AS DECIMAL(9, 3)), 1) AS average_high
FROM travel.stations$measures
WHERE entity_id = entity_id('stations', 'Seattle')
  AND measure = 'temp_max'
  AND ts >= TIMESTAMP '2015-06-01 00:00:00' AND ts < TIMESTAMP '2015-09-01 00:00:00'
GROUP BY EXTRACT(MONTH FROM ts)
ORDER BY month_;

--! Every change of every model is in the change log, in commit order.
SELECT commit_seq, op, entity_type, "table"
FROM travel.collection$changes
ORDER BY commit_seq DESC
LIMIT 3;

--! EXPLAIN says what storage does by itself: here one range of the primary key.
EXPLAIN SELECT destination, flights FROM travel.routes WHERE origin = 'SEA' AND flights > 1000;
