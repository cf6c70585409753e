-- Sakila: a rental shop of films.
CREATE TABLE actor (actor_id INTEGER PRIMARY KEY, first_name VARCHAR(45) NOT NULL, last_name VARCHAR(45) NOT NULL, last_update TIMESTAMP);

CREATE TABLE category (category_id INTEGER PRIMARY KEY, name VARCHAR(25) NOT NULL, last_update TIMESTAMP);

CREATE TABLE country (country_id INTEGER PRIMARY KEY, country VARCHAR(50) NOT NULL, last_update TIMESTAMP);

CREATE TABLE city (
  city_id INTEGER PRIMARY KEY, city VARCHAR(50) NOT NULL, country_id INTEGER NOT NULL REFERENCES country (country_id),
  last_update TIMESTAMP
);

CREATE TABLE address (
  address_id INTEGER PRIMARY KEY, address VARCHAR(50) NOT NULL, address2 VARCHAR(50), district VARCHAR(20),
  city_id INTEGER NOT NULL REFERENCES city (city_id), postal_code VARCHAR(10), phone VARCHAR(20), last_update TIMESTAMP
);

CREATE TABLE language (language_id INTEGER PRIMARY KEY, name CHAR(20) NOT NULL, last_update TIMESTAMP);

CREATE TABLE film (
  film_id INTEGER PRIMARY KEY, title VARCHAR(255) NOT NULL, description TEXT, release_year INTEGER,
  language_id INTEGER NOT NULL REFERENCES language (language_id), original_language_id INTEGER, rental_duration SMALLINT NOT NULL,
  rental_rate DECIMAL(4,2) NOT NULL, length SMALLINT, replacement_cost DECIMAL(5,2) NOT NULL, rating VARCHAR(10),
  last_update TIMESTAMP, special_features TEXT, fulltext TEXT
);

CREATE TABLE film_actor (
  actor_id INTEGER NOT NULL REFERENCES actor (actor_id), film_id INTEGER NOT NULL REFERENCES film (film_id),
  last_update TIMESTAMP, PRIMARY KEY (actor_id, film_id)
);

CREATE TABLE film_category (
  film_id INTEGER NOT NULL REFERENCES film (film_id), category_id INTEGER NOT NULL REFERENCES category (category_id),
  last_update TIMESTAMP, PRIMARY KEY (film_id, category_id)
);

CREATE TABLE inventory (
  inventory_id INTEGER PRIMARY KEY, film_id INTEGER NOT NULL REFERENCES film (film_id), store_id INTEGER NOT NULL,
  last_update TIMESTAMP
);

CREATE TABLE customer (
  customer_id INTEGER PRIMARY KEY, store_id INTEGER NOT NULL, first_name VARCHAR(45) NOT NULL, last_name VARCHAR(45) NOT NULL,
  email VARCHAR(50), address_id INTEGER NOT NULL REFERENCES address (address_id), activebool BOOLEAN NOT NULL,
  create_date DATE NOT NULL, last_update TIMESTAMP, active INTEGER
);

CREATE TABLE staff (
  staff_id INTEGER PRIMARY KEY, first_name VARCHAR(45) NOT NULL, last_name VARCHAR(45) NOT NULL,
  address_id INTEGER NOT NULL REFERENCES address (address_id), email VARCHAR(50), store_id INTEGER NOT NULL,
  active BOOLEAN NOT NULL, username VARCHAR(16) NOT NULL, password VARCHAR(40), last_update TIMESTAMP, picture TEXT
);

CREATE TABLE store (
  store_id INTEGER PRIMARY KEY, manager_staff_id INTEGER NOT NULL REFERENCES staff (staff_id),
  address_id INTEGER NOT NULL REFERENCES address (address_id), last_update TIMESTAMP
);

CREATE TABLE rental (
  rental_id INTEGER PRIMARY KEY, rental_date TIMESTAMP NOT NULL, inventory_id INTEGER NOT NULL REFERENCES inventory (inventory_id),
  customer_id INTEGER NOT NULL REFERENCES customer (customer_id), return_date TIMESTAMP, staff_id INTEGER NOT NULL,
  last_update TIMESTAMP
);

CREATE TABLE payment (
  payment_id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (customer_id), staff_id INTEGER NOT NULL,
  rental_id INTEGER REFERENCES rental (rental_id), amount DECIMAL(5,2) NOT NULL, payment_date TIMESTAMP NOT NULL
);
