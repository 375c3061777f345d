import type { Application } from '../../model/application';
import type { Resource } from '../../model/resource';
import type { ProcedureRecord } from './records';
import { elementsOf, literalOf, nameOf, textOf } from './texts';

/** Words for what to do, and addresses where it may stand. */
const ADDRESS = /https?:\/\/[^\s"'<>)\]]+/i;
const WORDS = /\b(runbooks?|playbooks?|sop|standard operating procedures?|procedures?)\b[:\s]*[^.;\n]{0,80}/i;
const DOCUMENT = /arn:[^\s"']*:ssm:[^\s"']*:(document|automation-definition)\/[^\s"']+/i;
const TAG = /run-?book|play-?book|procedure|^sop$/i;

/** What names a procedure in an alarm: its description, a tag, or the document that its action runs. */
export function runbookOf(alarm: Resource): string | undefined {
  const description = alarm.at('AlarmDescription');
  const text = textOf(description) ?? '';
  const said = (DOCUMENT.exec(text) ?? ADDRESS.exec(text) ?? WORDS.exec(text))?.[0].trim();
  if (said !== undefined) return said.replace(/[.,;:]+$/, '');
  const documents = [alarm.at('AlarmDescription'), alarm.at('AlarmActions')]
    .flatMap((value) => value.mentions)
    .filter(({ type }) => type === 'AWS::SSM::Document' || type === 'AWS::SSMIncidents::ResponsePlan');
  if (documents[0] !== undefined) return nameOf(documents[0]);
  const tag = elementsOf(alarm.at('Tags')).find((each) => TAG.test(literalOf(each.at('Key')) ?? ''));
  return tag === undefined ? undefined : (textOf(tag.at('Value')) ?? nameOf(alarm));
}

const PROCEDURES: Readonly<Record<string, string>> = {
  'AWS::SSM::Document': 'a Systems Manager document names it',
  'AWS::ARCRegionSwitch::Plan': 'a Region switch plan names it',
};

/** What is written down, in a form that AWS can run: documents and plans. */
export class Procedures {
  /** The types that the application has. */
  private readonly types: readonly string[];

  constructor(application: Application) {
    this.types = Object.keys(PROCEDURES).filter((type) => application.resources(type).length > 0);
  }

  /** Those that name a resource. */
  public of(resource: Resource): readonly ProcedureRecord[] {
    return this.types.flatMap((type) =>
      resource.referencedBy(type).map((each) => ({ name: nameOf(each), says: PROCEDURES[type] as string })),
    );
  }
}
