-- What leads from the model before to the one that a round made, where gateways need not hold it already or fetch it whole.
ALTER TABLE round_result ADD COLUMN model_delta TEXT;
