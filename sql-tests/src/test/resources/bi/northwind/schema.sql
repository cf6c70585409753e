-- Northwind: a trader in food.
CREATE TABLE categories (category_id INTEGER PRIMARY KEY, category_name VARCHAR(15) NOT NULL, description TEXT, picture TEXT);

CREATE TABLE customers (
  customer_id VARCHAR(5) PRIMARY KEY, company_name VARCHAR(40) NOT NULL, contact_name VARCHAR(30), contact_title VARCHAR(30),
  address VARCHAR(60), city VARCHAR(15), region VARCHAR(15), postal_code VARCHAR(10), country VARCHAR(15), phone VARCHAR(24),
  fax VARCHAR(24)
);

CREATE TABLE employees (
  employee_id INTEGER PRIMARY KEY, last_name VARCHAR(20) NOT NULL, first_name VARCHAR(10) NOT NULL, title VARCHAR(30),
  title_of_courtesy VARCHAR(25), birth_date DATE, hire_date DATE, address VARCHAR(60), city VARCHAR(15), region VARCHAR(15),
  postal_code VARCHAR(10), country VARCHAR(15), home_phone VARCHAR(24), extension VARCHAR(4), photo TEXT, notes TEXT,
  reports_to INTEGER, photo_path VARCHAR(255)
);

CREATE TABLE suppliers (
  supplier_id INTEGER PRIMARY KEY, company_name VARCHAR(40) NOT NULL, contact_name VARCHAR(30), contact_title VARCHAR(30),
  address VARCHAR(60), city VARCHAR(15), region VARCHAR(15), postal_code VARCHAR(10), country VARCHAR(15), phone VARCHAR(24),
  fax VARCHAR(24), homepage TEXT
);

CREATE TABLE products (
  product_id INTEGER PRIMARY KEY, product_name VARCHAR(40) NOT NULL, supplier_id INTEGER REFERENCES suppliers (supplier_id),
  category_id INTEGER REFERENCES categories (category_id), quantity_per_unit VARCHAR(20), unit_price DOUBLE PRECISION,
  units_in_stock INTEGER, units_on_order INTEGER, reorder_level INTEGER, discontinued INTEGER NOT NULL
);

CREATE TABLE region (region_id INTEGER PRIMARY KEY, region_description VARCHAR(60) NOT NULL);

CREATE TABLE shippers (shipper_id INTEGER PRIMARY KEY, company_name VARCHAR(40) NOT NULL, phone VARCHAR(24));

CREATE TABLE orders (
  order_id INTEGER PRIMARY KEY, customer_id VARCHAR(5) REFERENCES customers (customer_id),
  employee_id INTEGER REFERENCES employees (employee_id), order_date DATE, required_date DATE, shipped_date DATE,
  ship_via INTEGER REFERENCES shippers (shipper_id), freight DOUBLE PRECISION, ship_name VARCHAR(40), ship_address VARCHAR(60),
  ship_city VARCHAR(15), ship_region VARCHAR(15), ship_postal_code VARCHAR(10), ship_country VARCHAR(15)
);

CREATE TABLE order_details (
  order_id INTEGER NOT NULL REFERENCES orders (order_id), product_id INTEGER NOT NULL REFERENCES products (product_id),
  unit_price DOUBLE PRECISION NOT NULL, quantity INTEGER NOT NULL, discount DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (order_id, product_id)
);

CREATE TABLE territories (
  territory_id VARCHAR(20) PRIMARY KEY, territory_description VARCHAR(60) NOT NULL,
  region_id INTEGER NOT NULL REFERENCES region (region_id)
);

CREATE TABLE employee_territories (
  employee_id INTEGER NOT NULL REFERENCES employees (employee_id),
  territory_id VARCHAR(20) NOT NULL REFERENCES territories (territory_id), PRIMARY KEY (employee_id, territory_id)
);

CREATE TABLE us_states (state_id INTEGER PRIMARY KEY, state_name VARCHAR(100), state_abbr VARCHAR(2), state_region VARCHAR(50));
