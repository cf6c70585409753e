SELECT state_region, count(*) AS states, string_agg(state_abbr, '' ORDER BY state_abbr DESC) AS letters
FROM us_states
GROUP BY state_region
ORDER BY state_region
