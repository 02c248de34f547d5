-- The setting settlement.look-back may change from run to run; what a run could still recognise may not change behind it.
ALTER TABLE run ADD COLUMN horizon timestamptz CHECK (horizon <= watermark);
COMMENT ON COLUMN run.horizon IS 'Events before it are too old for this run: that they are new cannot be shown. Never goes back. Null in runs of earlier versions: watermark less look-back.';
