-- The 25 tables of the MIMIC-III clinical database demo (v1.4), parents first.
-- All keys and references hold in the data.
CREATE SCHEMA medical;

CREATE TABLE medical.patients (
  row_id INTEGER PRIMARY KEY,
  subject_id INTEGER NOT NULL UNIQUE,
  gender VARCHAR(10) NOT NULL,
  dob TIMESTAMP NOT NULL,
  dod TIMESTAMP NOT NULL,
  dod_hosp TIMESTAMP,
  dod_ssn TIMESTAMP,
  expire_flag INTEGER NOT NULL
);

CREATE TABLE medical.admissions (
  row_id INTEGER PRIMARY KEY,
  subject_id INTEGER NOT NULL REFERENCES medical.patients (subject_id),
  hadm_id INTEGER NOT NULL UNIQUE,
  admittime TIMESTAMP NOT NULL,
  dischtime TIMESTAMP NOT NULL,
  deathtime TIMESTAMP,
  admission_type VARCHAR(10) NOT NULL,
  admission_location VARCHAR(30) NOT NULL,
  discharge_location VARCHAR(30) NOT NULL,
  insurance VARCHAR(10) NOT NULL,
  language VARCHAR(10),
  religion VARCHAR(20),
  marital_status VARCHAR(20),
  ethnicity TEXT NOT NULL,
  edregtime TIMESTAMP,
  edouttime TIMESTAMP,
  diagnosis TEXT NOT NULL,
  hospital_expire_flag INTEGER NOT NULL,
  has_chartevents_data INTEGER NOT NULL
);

CREATE TABLE medical.icustays (
  row_id INTEGER PRIMARY KEY,
  subject_id INTEGER NOT NULL REFERENCES medical.patients (subject_id),
  hadm_id INTEGER NOT NULL REFERENCES medical.admissions (hadm_id),
  icustay_id INTEGER NOT NULL UNIQUE,
  dbsource VARCHAR(10) NOT NULL,
  first_careunit VARCHAR(10) NOT NULL,
  last_careunit VARCHAR(10) NOT NULL,
  first_wardid INTEGER NOT NULL,
  last_wardid INTEGER NOT NULL,
  intime TIMESTAMP NOT NULL,
  outtime TIMESTAMP NOT NULL,
  los DOUBLE PRECISION NOT NULL
);

CREATE TABLE medical.caregivers (
  row_id INTEGER PRIMARY KEY,
  cgid INTEGER NOT NULL UNIQUE,
  label VARCHAR(10),
  description VARCHAR(30)
);

CREATE TABLE medical.d_items (
  row_id INTEGER PRIMARY KEY,
  itemid INTEGER NOT NULL UNIQUE,
  label TEXT,
  abbreviation VARCHAR(50),
  dbsource VARCHAR(10) NOT NULL,
  linksto VARCHAR(20) NOT NULL,
  category VARCHAR(30),
  unitname VARCHAR(20),
  param_type VARCHAR(20),
  conceptid TEXT
);

CREATE TABLE medical.d_labitems (
  row_id INTEGER PRIMARY KEY,
  itemid INTEGER NOT NULL UNIQUE,
  label VARCHAR(40) NOT NULL,
  fluid VARCHAR(30) NOT NULL,
  category VARCHAR(10) NOT NULL,
  loinc_code VARCHAR(10)
);

CREATE TABLE medical.d_icd_diagnoses (
  row_id INTEGER PRIMARY KEY,
  icd9_code VARCHAR(10) NOT NULL UNIQUE,
  short_title VARCHAR(30) NOT NULL,
  long_title TEXT NOT NULL
);

CREATE TABLE medical.d_icd_procedures (
  row_id INTEGER PRIMARY KEY,
  icd9_code VARCHAR(10) NOT NULL UNIQUE,
  short_title VARCHAR(30) NOT NULL,
  long_title TEXT NOT NULL
);

CREATE TABLE medical.d_cpt (
  row_id INTEGER PRIMARY KEY,
  category INTEGER NOT NULL,
  sectionrange VARCHAR(40) NOT NULL,
  sectionheader VARCHAR(30) NOT NULL,
  subsectionrange VARCHAR(20) NOT NULL,
  subsectionheader TEXT NOT NULL,
  codesuffix VARCHAR(10),
  mincodeinsubsection INTEGER NOT NULL,
  maxcodeinsubsection INTEGER NOT NULL
);

CREATE TABLE medical.callout (
  row_id INTEGER PRIMARY KEY,
  subject_id INTEGER NOT NULL REFERENCES medical.patients (subject_id),
  hadm_id INTEGER NOT NULL REFERENCES medical.admissions (hadm_id),
  submit_wardid INTEGER NOT NULL,
  submit_careunit VARCHAR(10),
  curr_wardid INTEGER NOT NULL,
  curr_careunit VARCHAR(10) NOT NULL,
  callout_wardid INTEGER NOT NULL,
  callout_service VARCHAR(10) NOT NULL,
  request_tele INTEGER NOT NULL,
  request_resp INTEGER NOT NULL,
  request_cdiff INTEGER NOT NULL,
  request_mrsa INTEGER NOT NULL,
  request_vre INTEGER NOT NULL,
  callout_status VARCHAR(10) NOT NULL,
  callout_outcome VARCHAR(10) NOT NULL,
  discharge_wardid INTEGER,
  acknowledge_status VARCHAR(20) NOT NULL,
  createtime TIMESTAMP NOT NULL,
  updatetime TIMESTAMP NOT NULL,
  acknowledgetime TIMESTAMP,
  outcometime TIMESTAMP NOT NULL,
  firstreservationtime TIMESTAMP,
  currentreservationtime TIMESTAMP
);

CREATE TABLE medical.chartevents (
  row_id INTEGER PRIMARY KEY,
  subject_id INTEGER NOT NULL REFERENCES medical.patients (subject_id),
  hadm_id INTEGER NOT NULL REFERENCES medical.admissions (hadm_id),
  icustay_id INTEGER REFERENCES medical.icustays (icustay_id),
  itemid INTEGER NOT NULL REFERENCES medical.d_items (itemid),
  charttime TIMESTAMP NOT NULL,
  storetime TIMESTAMP NOT NULL,
  cgid INTEGER NOT NULL REFERENCES medical.caregivers (cgid),
  value TEXT,
  valuenum DOUBLE PRECISION,
  valueuom VARCHAR(10),
  warning INTEGER,
  error INTEGER,
  resultstatus VARCHAR(10),
  stopped VARCHAR(10)
);

CREATE TABLE medical.cptevents (
  row_id INTEGER PRIMARY KEY,
  subject_id INTEGER NOT NULL REFERENCES medical.patients (subject_id),
  hadm_id INTEGER NOT NULL REFERENCES medical.admissions (hadm_id),
  costcenter VARCHAR(10) NOT NULL,
  chartdate TIMESTAMP,
  cpt_cd VARCHAR(10) NOT NULL,
  cpt_number INTEGER NOT NULL,
  cpt_suffix TEXT,
  ticket_id_seq INTEGER,
  sectionheader VARCHAR(30) NOT NULL,
  subsectionheader TEXT NOT NULL,
  description VARCHAR(30)
);

CREATE TABLE medical.datetimeevents (
  row_id INTEGER PRIMARY KEY,
  subject_id INTEGER NOT NULL REFERENCES medical.patients (subject_id),
  hadm_id INTEGER NOT NULL REFERENCES medical.admissions (hadm_id),
  icustay_id INTEGER REFERENCES medical.icustays (icustay_id),
  itemid INTEGER NOT NULL REFERENCES medical.d_items (itemid),
  charttime TIMESTAMP NOT NULL,
  storetime TIMESTAMP NOT NULL,
  cgid INTEGER NOT NULL REFERENCES medical.caregivers (cgid),
  value TIMESTAMP,
  valueuom VARCHAR(20) NOT NULL,
  warning INTEGER,
  error INTEGER,
  resultstatus TEXT,
  stopped VARCHAR(10)
);

CREATE TABLE medical.diagnoses_icd (
  row_id INTEGER PRIMARY KEY,
  subject_id INTEGER NOT NULL REFERENCES medical.patients (subject_id),
  hadm_id INTEGER NOT NULL REFERENCES medical.admissions (hadm_id),
  seq_num INTEGER NOT NULL,
  icd9_code VARCHAR(10) NOT NULL
);

CREATE TABLE medical.drgcodes (
  row_id INTEGER PRIMARY KEY,
  subject_id INTEGER NOT NULL REFERENCES medical.patients (subject_id),
  hadm_id INTEGER NOT NULL REFERENCES medical.admissions (hadm_id),
  drg_type VARCHAR(10) NOT NULL,
  drg_code VARCHAR(10) NOT NULL,
  description TEXT NOT NULL,
  drg_severity INTEGER,
  drg_mortality INTEGER
);

CREATE TABLE medical.inputevents_cv (
  row_id INTEGER PRIMARY KEY,
  subject_id INTEGER NOT NULL REFERENCES medical.patients (subject_id),
  hadm_id INTEGER NOT NULL REFERENCES medical.admissions (hadm_id),
  icustay_id INTEGER NOT NULL REFERENCES medical.icustays (icustay_id),
  charttime TIMESTAMP NOT NULL,
  itemid INTEGER NOT NULL REFERENCES medical.d_items (itemid),
  amount DOUBLE PRECISION,
  amountuom VARCHAR(10),
  rate DOUBLE PRECISION,
  rateuom VARCHAR(10),
  storetime TIMESTAMP NOT NULL,
  cgid INTEGER REFERENCES medical.caregivers (cgid),
  orderid INTEGER NOT NULL,
  linkorderid INTEGER NOT NULL,
  stopped VARCHAR(10),
  newbottle INTEGER,
  originalamount DOUBLE PRECISION,
  originalamountuom VARCHAR(10),
  originalroute VARCHAR(20),
  originalrate DOUBLE PRECISION,
  originalrateuom VARCHAR(10),
  originalsite VARCHAR(20)
);

CREATE TABLE medical.inputevents_mv (
  row_id INTEGER PRIMARY KEY,
  subject_id INTEGER NOT NULL REFERENCES medical.patients (subject_id),
  hadm_id INTEGER NOT NULL REFERENCES medical.admissions (hadm_id),
  icustay_id INTEGER NOT NULL REFERENCES medical.icustays (icustay_id),
  starttime TIMESTAMP NOT NULL,
  endtime TIMESTAMP NOT NULL,
  itemid INTEGER NOT NULL REFERENCES medical.d_items (itemid),
  amount DOUBLE PRECISION NOT NULL,
  amountuom VARCHAR(10) NOT NULL,
  rate DOUBLE PRECISION,
  rateuom VARCHAR(10),
  storetime TIMESTAMP NOT NULL,
  cgid INTEGER NOT NULL REFERENCES medical.caregivers (cgid),
  orderid INTEGER NOT NULL,
  linkorderid INTEGER NOT NULL,
  ordercategoryname VARCHAR(30) NOT NULL,
  secondaryordercategoryname VARCHAR(30),
  ordercomponenttypedescription TEXT NOT NULL,
  ordercategorydescription VARCHAR(20) NOT NULL,
  patientweight DOUBLE PRECISION NOT NULL,
  totalamount DOUBLE PRECISION,
  totalamountuom VARCHAR(10),
  isopenbag INTEGER NOT NULL,
  continueinnextdept INTEGER NOT NULL,
  cancelreason INTEGER NOT NULL,
  statusdescription VARCHAR(20) NOT NULL,
  comments_editedby VARCHAR(10),
  comments_canceledby VARCHAR(10),
  comments_date TIMESTAMP,
  originalamount DOUBLE PRECISION NOT NULL,
  originalrate DOUBLE PRECISION NOT NULL
);

CREATE TABLE medical.labevents (
  row_id INTEGER PRIMARY KEY,
  subject_id INTEGER NOT NULL REFERENCES medical.patients (subject_id),
  hadm_id INTEGER REFERENCES medical.admissions (hadm_id),
  itemid INTEGER NOT NULL REFERENCES medical.d_labitems (itemid),
  charttime TIMESTAMP NOT NULL,
  value TEXT,
  valuenum DOUBLE PRECISION,
  valueuom VARCHAR(10),
  flag VARCHAR(10)
);

CREATE TABLE medical.microbiologyevents (
  row_id INTEGER PRIMARY KEY,
  subject_id INTEGER NOT NULL REFERENCES medical.patients (subject_id),
  hadm_id INTEGER NOT NULL REFERENCES medical.admissions (hadm_id),
  chartdate TIMESTAMP NOT NULL,
  charttime TIMESTAMP,
  spec_itemid INTEGER NOT NULL REFERENCES medical.d_items (itemid),
  spec_type_desc TEXT NOT NULL,
  org_itemid INTEGER REFERENCES medical.d_items (itemid),
  org_name VARCHAR(50),
  isolate_num INTEGER,
  ab_itemid INTEGER REFERENCES medical.d_items (itemid),
  ab_name VARCHAR(20),
  dilution_text VARCHAR(10),
  dilution_comparison VARCHAR(10),
  dilution_value INTEGER,
  interpretation VARCHAR(10)
);

CREATE TABLE medical.outputevents (
  row_id INTEGER PRIMARY KEY,
  subject_id INTEGER NOT NULL REFERENCES medical.patients (subject_id),
  hadm_id INTEGER NOT NULL REFERENCES medical.admissions (hadm_id),
  icustay_id INTEGER REFERENCES medical.icustays (icustay_id),
  charttime TIMESTAMP NOT NULL,
  itemid INTEGER NOT NULL REFERENCES medical.d_items (itemid),
  value DOUBLE PRECISION,
  valueuom VARCHAR(10),
  storetime TIMESTAMP NOT NULL,
  cgid INTEGER NOT NULL REFERENCES medical.caregivers (cgid),
  stopped TEXT,
  newbottle TEXT,
  iserror TEXT
);

CREATE TABLE medical.prescriptions (
  row_id INTEGER PRIMARY KEY,
  subject_id INTEGER NOT NULL REFERENCES medical.patients (subject_id),
  hadm_id INTEGER NOT NULL REFERENCES medical.admissions (hadm_id),
  icustay_id INTEGER REFERENCES medical.icustays (icustay_id),
  startdate TIMESTAMP NOT NULL,
  enddate TIMESTAMP,
  drug_type VARCHAR(10) NOT NULL,
  drug VARCHAR(50) NOT NULL,
  drug_name_poe VARCHAR(50),
  drug_name_generic VARCHAR(50),
  formulary_drug_cd VARCHAR(20),
  gsn VARCHAR(10),
  ndc VARCHAR(20),
  prod_strength TEXT NOT NULL,
  dose_val_rx VARCHAR(10) NOT NULL,
  dose_unit_rx VARCHAR(20) NOT NULL,
  form_val_disp VARCHAR(20) NOT NULL,
  form_unit_disp VARCHAR(20),
  route VARCHAR(10) NOT NULL
);

CREATE TABLE medical.procedureevents_mv (
  row_id INTEGER PRIMARY KEY,
  subject_id INTEGER NOT NULL REFERENCES medical.patients (subject_id),
  hadm_id INTEGER NOT NULL REFERENCES medical.admissions (hadm_id),
  icustay_id INTEGER NOT NULL REFERENCES medical.icustays (icustay_id),
  starttime TIMESTAMP NOT NULL,
  endtime TIMESTAMP NOT NULL,
  itemid INTEGER NOT NULL REFERENCES medical.d_items (itemid),
  value INTEGER NOT NULL,
  valueuom VARCHAR(10) NOT NULL,
  location VARCHAR(30),
  locationcategory VARCHAR(20),
  storetime TIMESTAMP NOT NULL,
  cgid INTEGER NOT NULL REFERENCES medical.caregivers (cgid),
  orderid INTEGER NOT NULL,
  linkorderid INTEGER NOT NULL,
  ordercategoryname VARCHAR(30) NOT NULL,
  secondaryordercategoryname TEXT,
  ordercategorydescription VARCHAR(20) NOT NULL,
  isopenbag INTEGER NOT NULL,
  continueinnextdept INTEGER NOT NULL,
  cancelreason INTEGER NOT NULL,
  statusdescription VARCHAR(20) NOT NULL,
  comments_editedby VARCHAR(10),
  comments_canceledby VARCHAR(10),
  comments_date TIMESTAMP
);

CREATE TABLE medical.procedures_icd (
  row_id INTEGER PRIMARY KEY,
  subject_id INTEGER NOT NULL REFERENCES medical.patients (subject_id),
  hadm_id INTEGER NOT NULL REFERENCES medical.admissions (hadm_id),
  seq_num INTEGER NOT NULL,
  icd9_code VARCHAR(10) NOT NULL
);

CREATE TABLE medical.services (
  row_id INTEGER PRIMARY KEY,
  subject_id INTEGER NOT NULL REFERENCES medical.patients (subject_id),
  hadm_id INTEGER NOT NULL REFERENCES medical.admissions (hadm_id),
  transfertime TIMESTAMP NOT NULL,
  prev_service VARCHAR(10),
  curr_service VARCHAR(10) NOT NULL
);

CREATE TABLE medical.transfers (
  row_id INTEGER PRIMARY KEY,
  subject_id INTEGER NOT NULL REFERENCES medical.patients (subject_id),
  hadm_id INTEGER NOT NULL REFERENCES medical.admissions (hadm_id),
  icustay_id INTEGER REFERENCES medical.icustays (icustay_id),
  dbsource VARCHAR(10) NOT NULL,
  eventtype VARCHAR(10) NOT NULL,
  prev_careunit VARCHAR(10),
  curr_careunit VARCHAR(10),
  prev_wardid INTEGER,
  curr_wardid INTEGER,
  intime TIMESTAMP NOT NULL,
  outtime TIMESTAMP,
  los DOUBLE PRECISION
);

CREATE INDEX admissions_subject_id ON medical.admissions (subject_id);
CREATE INDEX icustays_subject_id ON medical.icustays (subject_id);
CREATE INDEX icustays_hadm_id ON medical.icustays (hadm_id);
CREATE INDEX callout_subject_id ON medical.callout (subject_id);
CREATE INDEX callout_hadm_id ON medical.callout (hadm_id);
CREATE INDEX chartevents_subject_id ON medical.chartevents (subject_id);
CREATE INDEX chartevents_hadm_id ON medical.chartevents (hadm_id);
CREATE INDEX chartevents_itemid ON medical.chartevents (itemid);
CREATE INDEX chartevents_charttime ON medical.chartevents (charttime);
CREATE INDEX cptevents_subject_id ON medical.cptevents (subject_id);
CREATE INDEX cptevents_hadm_id ON medical.cptevents (hadm_id);
CREATE INDEX datetimeevents_subject_id ON medical.datetimeevents (subject_id);
CREATE INDEX datetimeevents_hadm_id ON medical.datetimeevents (hadm_id);
CREATE INDEX datetimeevents_itemid ON medical.datetimeevents (itemid);
CREATE INDEX datetimeevents_charttime ON medical.datetimeevents (charttime);
CREATE INDEX diagnoses_icd_subject_id ON medical.diagnoses_icd (subject_id);
CREATE INDEX diagnoses_icd_hadm_id ON medical.diagnoses_icd (hadm_id);
CREATE INDEX drgcodes_subject_id ON medical.drgcodes (subject_id);
CREATE INDEX drgcodes_hadm_id ON medical.drgcodes (hadm_id);
CREATE INDEX inputevents_cv_subject_id ON medical.inputevents_cv (subject_id);
CREATE INDEX inputevents_cv_hadm_id ON medical.inputevents_cv (hadm_id);
CREATE INDEX inputevents_cv_charttime ON medical.inputevents_cv (charttime);
CREATE INDEX inputevents_cv_itemid ON medical.inputevents_cv (itemid);
CREATE INDEX inputevents_mv_subject_id ON medical.inputevents_mv (subject_id);
CREATE INDEX inputevents_mv_hadm_id ON medical.inputevents_mv (hadm_id);
CREATE INDEX inputevents_mv_itemid ON medical.inputevents_mv (itemid);
CREATE INDEX labevents_subject_id ON medical.labevents (subject_id);
CREATE INDEX labevents_hadm_id ON medical.labevents (hadm_id);
CREATE INDEX labevents_itemid ON medical.labevents (itemid);
CREATE INDEX labevents_charttime ON medical.labevents (charttime);
CREATE INDEX microbiologyevents_subject_id ON medical.microbiologyevents (subject_id);
CREATE INDEX microbiologyevents_hadm_id ON medical.microbiologyevents (hadm_id);
CREATE INDEX microbiologyevents_charttime ON medical.microbiologyevents (charttime);
CREATE INDEX outputevents_subject_id ON medical.outputevents (subject_id);
CREATE INDEX outputevents_hadm_id ON medical.outputevents (hadm_id);
CREATE INDEX outputevents_charttime ON medical.outputevents (charttime);
CREATE INDEX outputevents_itemid ON medical.outputevents (itemid);
CREATE INDEX prescriptions_subject_id ON medical.prescriptions (subject_id);
CREATE INDEX prescriptions_hadm_id ON medical.prescriptions (hadm_id);
CREATE INDEX procedureevents_mv_subject_id ON medical.procedureevents_mv (subject_id);
CREATE INDEX procedureevents_mv_hadm_id ON medical.procedureevents_mv (hadm_id);
CREATE INDEX procedureevents_mv_itemid ON medical.procedureevents_mv (itemid);
CREATE INDEX procedures_icd_subject_id ON medical.procedures_icd (subject_id);
CREATE INDEX procedures_icd_hadm_id ON medical.procedures_icd (hadm_id);
CREATE INDEX services_subject_id ON medical.services (subject_id);
CREATE INDEX services_hadm_id ON medical.services (hadm_id);
CREATE INDEX transfers_subject_id ON medical.transfers (subject_id);
CREATE INDEX transfers_hadm_id ON medical.transfers (hadm_id);
